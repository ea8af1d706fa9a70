//! What the page of lines to be pasted says, beside what every page does.

use super::{Declared, Message};

messages! {
    OF_EMBED:

    EmbedTitle = "embed.title" () "The calculator in your own page, with one pasted line.";
    EmbedLead = "embed.lead" () "Your readers have both margin modes side by side, and can try what you describe. It asks nobody but this site for anything, stores nothing, and leaves your page as it is.";
    EmbedChoices = "embed.choices" () "What your page shows";
    EmbedAs = "embed.as" () "It stands there as";
    EmbedElement = "embed.element" () "Element";
    EmbedFrame = "embed.frame" () "Frame";
    EmbedShow = "embed.show" () "It shows";
    EmbedWhole = "embed.whole" () "Everything";
    EmbedOutcomes = "embed.outcomes" () "Outcomes alone";
    EmbedTheme = "embed.theme" () "Its colours";
    EmbedThemePage = "embed.theme-page" () "As the page";
    EmbedThemeLight = "embed.theme-light" () "Light";
    EmbedThemeDark = "embed.theme-dark" () "Dark";
    EmbedWidth = "embed.width" () "Its width, at most";
    EmbedFull = "embed.full" () "Full";
    EmbedColumn = "embed.column" () "720 px";
    EmbedHalf = "embed.half" () "480 px";
    EmbedNarrow = "embed.narrow" () "320 px";
    EmbedPreview = "embed.preview" () "Preview";
    EmbedStart = "embed.start" () "This is the real thing. What you set in it is what your readers begin with; a frame begins with what the element had.";
    EmbedLines = "embed.lines" () "Lines to paste";
    EmbedCopy = "embed.copy" () "Copy";
    EmbedCopied = "embed.copied" () "Copied";
    EmbedElementTitle = "embed.element-title" () "The element";
    EmbedElementNote = "embed.element-note" () "Put the first line into a page once, the second wherever you want a calculator. It loads when it nears the screen.";
    EmbedFrameTitle = "embed.frame-title" () "The frame, for sites that remove scripts";
    EmbedFrameNote = "embed.frame-note" () "Where your page may run scripts, this one gives every frame the height it needs:";
    EmbedProgramTitle = "embed.program-title" () "In a program";
    EmbedProgramNote = "embed.program-note" () "The package brings the same element for pages that are built, and the model behind it for programs.";
    EmbedPolicyTitle = "embed.policy-title" () "What your content security policy must allow";
    EmbedPolicyElement = "embed.policy-element" () "For the element. Where 'wasm-unsafe-eval' is missing it becomes a frame by itself.";
    EmbedPolicyFrame = "embed.policy-frame" () "For the frame, and nothing else.";
    EmbedPlaces = "embed.places" () "Where to paste";
    EmbedPlain = "embed.plain" () "Plain HTML.";
    EmbedPlainHow = "embed.plain-how" () "The element, where you want it.";
    EmbedWordPress = "embed.wordpress" () "WordPress.";
    EmbedWordPressHow = "embed.wordpress-how" () "A block “Custom HTML” with the element; where your plan takes scripts out, with the frame.";
    EmbedGhost = "embed.ghost" () "Ghost.";
    EmbedGhostHow = "embed.ghost-how" () "An HTML card with the element.";
    EmbedNotion = "embed.notion" () "Notion.";
    EmbedNotionHow = "embed.notion-how" () "A block “Embed” with the address out of the frame's line.";
    EmbedMoodle = "embed.moodle" () "Moodle.";
    EmbedMoodleHow = "embed.moodle-how" () "The editor's HTML view with the frame. If it disappears when you save, an administrator can allow frames.";
    EmbedPromise = "embed.promise" () "A line that you paste today keeps its meaning: the folder v1 stays, and tables are dated.";

    // The widget in other pages.
    WidgetVenue = "widget.venue" () "The widget has no tables of this venue. Those of Binance stand instead.";
    WidgetBadValue = "widget.bad-value" ("attribute") "The attribute {attribute} cannot be this. What stood before stays.";
}
