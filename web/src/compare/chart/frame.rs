//! The two sizes the picture is drawn in. The style sheet shows the one that fits.

/// A size of the picture: the plot's height in pixels, and the narrowest width it must be readable at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The narrowest plot this frame is shown in, in pixels. Labels that do not meet here do not meet in a wider one.
    pub width: f64,
    /// Height of the whole picture.
    pub height: f64,
    /// Where the plot begins: above it stands the mark price.
    pub top: f64,
    /// Where the plot ends: below it stand the prices.
    pub bottom: f64,
    /// Whether labels are as short as can be.
    pub short: bool,
    /// What tells the ids and classes of one frame from those of the other.
    pub name: &'static str,
}

impl Frame {
    /// For a card about as wide as a telephone.
    pub const NARROW: Self =
        Self { width: 208.0, height: 288.0, top: 34.0, bottom: 258.0, short: true, name: "narrow" };
    /// For everything wider.
    pub const WIDE: Self = Self { width: 460.0, height: 330.0, top: 34.0, bottom: 298.0, short: false, name: "wide" };

    /// A fraction of the plot in pixels, at the narrowest.
    pub fn pixels(&self, fraction: f64) -> f64 {
        fraction * self.width
    }
}
