//! The picture: what is left of the wallet against price, in both modes.
//!
//! A small vocabulary (ticks, scales, paths, labels that keep out of each other's way) and on top of it two steps,
//! each a pure function: [`Plot`] asks the core for the exact corners of both lines, and [`Picture`] turns them into
//! coordinates and texts for one [`Frame`]. The component that shows it only copies attributes.
//!
//! Horizontally everything is a fraction of the plot and vertically everything is a pixel, so the picture fits any
//! width without being drawn again, text keeps its size, and what the build draws is what stays.

mod axis;
mod frame;
mod path;
mod picture;
mod place;
mod plot;
mod scale;
mod table;
mod ticks;

pub use frame::Frame;
pub use picture::{Line, Mark, Picture, Text, X_TICKS, Y_TICKS};
pub use plot::{Course, Plot};
pub use table::{ROWS, Row, rows};
