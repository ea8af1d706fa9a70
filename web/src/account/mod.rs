//! Account, the second page.

pub mod app;

pub use app::Account;
