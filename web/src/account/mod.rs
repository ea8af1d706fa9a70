//! Account, the second page: living accounts on a desk.
//!
//! The desk comes first, with no signals, no DOM and no prose. A [`Desk`] is one or two accounts side by side that share
//! their markets and mark prices, the log of what happened to them ([`Entry`]), and undo and redo over all of it. What
//! may be done, and what it would lead to, comes from the core's account; the desk only keeps several of them in step.
//! [`Scene`]s are the set starts with their scripted steps, [`link`] is the desk as the fragment of a link or as a file,
//! and [`say`] puts events, refusals and previews into the words of the catalogue.
//!
//! On it stands the page: [`store`] (signals and memos) → [`components`] (how it is shown) → [`app`], the root.

mod ahead;
pub mod app;
pub mod components;
mod crash;
mod desk;
#[cfg(test)]
mod generate;
mod history;
pub mod link;
mod log;
mod moment;
#[cfg(test)]
mod properties;
mod report;
pub mod say;
mod scene;
pub mod store;
pub mod traded;

pub use ahead::{Change, Opening, Preview};
pub use app::account;
pub use desk::{Desk, Drag};
pub use log::{Entry, Happening, Held};
pub use scene::{Scene, Step};
