// The one error of the package.

/** What was refused, where, and what would have been accepted. Nothing has been changed when it is thrown. */
export class MarginError extends Error {
  constructor({ code, message, field, value, allowed }) {
    super(message);
    this.code = code;
    if (field !== undefined) this.field = field;
    if (value !== undefined) this.value = value;
    if (allowed !== undefined) this.allowed = allowed;
  }
}

// Known by its name where two copies of the package are in one program, whatever a bundler calls the class.
Object.defineProperty(MarginError.prototype, "name", { value: "MarginError", configurable: true, writable: true });
