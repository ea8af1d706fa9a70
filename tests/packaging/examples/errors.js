// A refusal says what was wrong, where, and what is allowed. Nothing has been changed.
import init, { MarginError, compare } from "isolated-margin";

await init();

try {
  compare({ side: "long", value: 1000, entryPrice: -1, leverage: 10, walletBalance: 2000 });
} catch (error) {
  if (!(error instanceof MarginError)) throw error;
  console.log(error.code, error.field, error.value, error.allowed?.max);
}
