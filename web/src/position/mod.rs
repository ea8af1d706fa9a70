//! One position in one market, as every face has it: what is set of it, whether it can be held, and what may be set.
//!
//! [`State`] is all there is to set; a change of it goes through [`set`], which gives the next state or says why not.
//! What is allowed is asked of the core ([`limits`]), for the checks, the messages and the ends of the sliders alike. A
//! link to a state is [`link`]'s, what is said of it [`say`]'s.

mod accounts;
mod field;
mod fitted;
mod held;
mod inputs;
mod limits;
pub mod link;
mod number_field;
pub mod say;
mod scale;
mod start;
mod state;
mod store;
mod ticks;

pub use accounts::{accounts, is_in_dollars};
pub use field::{Field, Slot};
pub use fitted::{Fitted, fitted};
pub use held::{Fate, Held, NotHeld, scenario};
pub use inputs::{Inputs, is_same_coin};
pub use limits::{Limits, Problem, Refusal, limits, read_field, set};
pub use number_field::{margin_hint, mark_hint, number_field, number_field_along};
pub use scale::{along, shown, slider};
pub use start::start;
pub use state::State;
pub use store::Store;
