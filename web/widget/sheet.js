// Style sheets that elements adopt: one for each text and document, for no document takes another's.

const known = new WeakMap();

/** Lets a shadow root look as a text of styles says, and not otherwise. */
export function adopt(shadow, text) {
  const { ownerDocument } = shadow;
  const sheets = known.get(ownerDocument) ?? new Map();
  known.set(ownerDocument, sheets);
  if (!sheets.has(text)) {
    const sheet = new (ownerDocument.defaultView ?? window).CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  shadow.adoptedStyleSheets = [sheets.get(text)];
}
