//! How a liquidation price is shown: on which step, and on which side of the exact price.

use core::cmp::Ordering;

use crate::certain::{Part, Scaled, settled_to};
use crate::decimal::{Checked, Decimal, signed};
use crate::exact::{Direction, Rounded};

/// How the liquidation price is shown. The exact price is always given beside it.
///
/// No price is shown past the mark it is solved from, and none at 0: where the rule leads to no price that may be shown,
/// the exact price is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PriceRounding {
    /// As it is.
    None,
    /// To the tick, on the careful side: a price below the mark up, one above it down. As it is without a tick.
    #[default]
    TowardMark,
    /// Down to the tick. As it is without a tick.
    Floor,
    /// Isolated, as it is, moved one tick toward the mark. In cross, and without a tick, as it is.
    OneTickMore,
    /// To the nearest tick, and halfway to the one nearer to the mark. Without a tick, to so many decimals, or to five
    /// significant digits where those are finer.
    Decimals(u32),
    /// To the nearest number with so many significant digits, and halfway to the one nearer to the mark.
    Significant(u32),
}

/// The significant digits that a price keeps where its tick is not known.
const FEWEST_DIGITS: u32 = 5;
/// The most places that a decimal has.
const LAST_PLACE: i64 = 28;

/// The side of the mark on which a price lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PriceSide {
    /// Under the mark.
    Below,
    /// Over the mark.
    Above,
}

impl PriceSide {
    /// The other side.
    pub const fn opposite(self) -> Self {
        match self {
            Self::Below => Self::Above,
            Self::Above => Self::Below,
        }
    }

    /// The direction from a price on this side to the mark.
    pub(crate) const fn toward_mark(self) -> Direction {
        match self {
            Self::Below => Direction::Up,
            Self::Above => Direction::Down,
        }
    }

    /// Whether a price on this side of the mark would lie on the other one.
    fn is_past(self, mark: Decimal, price: Decimal) -> bool {
        match self {
            Self::Below => price > mark,
            Self::Above => price < mark,
        }
    }
}

/// A price, rounded toward the mark in the last place that can be held, and what it takes to show it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exactly {
    pub(crate) price: Rounded,
    pub(crate) side: PriceSide,
    /// The mark that it was solved from.
    pub(crate) mark: Decimal,
}

impl PriceRounding {
    /// The price as the venue shows it.
    pub(crate) fn show(self, exactly: &Exactly, tick_size: Option<Decimal>, is_isolated: bool) -> Decimal {
        let price = exactly.price.value;
        let shown = match (self, tick_size) {
            (Self::None, _) | (Self::TowardMark | Self::Floor | Self::OneTickMore, None) => None,
            (Self::OneTickMore, Some(tick)) => exactly.moved(tick).filter(|_| is_isolated),
            (Self::TowardMark, Some(tick)) => exactly.neighbours(tick).map(|neighbours| neighbours.near),
            (Self::Floor, Some(tick)) => exactly.neighbours(tick).map(|neighbours| match exactly.side {
                PriceSide::Below => neighbours.far,
                PriceSide::Above => neighbours.near,
            }),
            (Self::Decimals(_), Some(tick)) => exactly.nearest(tick),
            (Self::Decimals(places), None) => {
                let places = i64::from(places).max(places_of(price, FEWEST_DIGITS));
                power_of_ten(places).and_then(|step| exactly.nearest(step))
            }
            (Self::Significant(digits), _) => {
                power_of_ten(places_of(price, digits)).and_then(|step| exactly.nearest(step))
            }
        };
        shown.filter(|shown| exactly.can_be(*shown)).unwrap_or(price)
    }
}

/// The steps round a price: the same where the exact price is on one.
struct Neighbours {
    /// The one nearer to the mark.
    near: Decimal,
    far: Decimal,
}

impl Exactly {
    /// Whether a price can be shown: above 0, and not past the mark.
    pub(crate) fn can_be(&self, shown: Decimal) -> bool {
        shown > Decimal::ZERO && !self.side.is_past(self.mark, shown)
    }

    fn moved(&self, tick: Decimal) -> Option<Decimal> {
        match self.side {
            PriceSide::Below => self.price.value.plus(tick),
            PriceSide::Above => self.price.value.minus(tick),
        }
        .ok()
    }

    /// The steps round the exact price; nothing where they cannot be counted.
    ///
    /// The price held is the exact one, rounded toward the mark. So they have the same neighbours, but where the price
    /// held is a step itself and was rounded: the exact one is then beyond it.
    fn neighbours(&self, step: Decimal) -> Option<Neighbours> {
        let price = self.price.value;
        let count = steps_in(price, step, self.side.toward_mark())?;
        let near = count.value.times(step).ok()?;
        if count.is_exact && self.price.is_exact {
            return Some(Neighbours { near, far: near });
        }
        let far = match self.side {
            PriceSide::Below => near.minus(step),
            PriceSide::Above => near.plus(step),
        };
        Some(Neighbours { near, far: far.ok()? })
    }

    /// The step nearest to the exact price that can be shown.
    fn nearest(&self, step: Decimal) -> Option<Decimal> {
        let Neighbours { near, far } = self.neighbours(step)?;
        let to_near = near.minus(self.price.value).ok()?.abs();
        let to_far = far.minus(self.price.value).ok()?.abs();
        // Halfway, the exact price is beyond the one held where that was rounded.
        let far_is_nearer = match to_far.cmp(&to_near) {
            Ordering::Less => true,
            Ordering::Equal => !self.price.is_exact,
            Ordering::Greater => false,
        };
        let [first, second] = if far_is_nearer { [far, near] } else { [near, far] };
        Some(if self.can_be(first) { first } else { second })
    }
}

/// How many steps a price is, rounded in a direction; nothing where that cannot be counted.
fn steps_in(price: Decimal, step: Decimal, direction: Direction) -> Option<Rounded> {
    // `m·step − price ≥ 0` for the first step from a price on, turned round for the last one up to it.
    let up = direction == Direction::Up;
    let parts = [
        Part::Slope(Scaled::of(signed(up, step)), Decimal::ONE),
        Part::Fixed(Scaled::of(signed(!up, price)), Decimal::ONE),
    ];
    settled_to(price.checked_div(step)?, 0, &parts)
}

/// The places after the point at which a price has so many significant digits; below 0 before the point.
fn places_of(price: Decimal, digits: u32) -> i64 {
    let length = price.mantissa().unsigned_abs().checked_ilog10().map_or(0, |last| i64::from(last).saturating_add(1));
    i64::from(digits).saturating_add(i64::from(price.scale())).saturating_sub(length)
}

/// `10^−places`; nothing where it cannot be held.
fn power_of_ten(places: i64) -> Option<Decimal> {
    if places >= 0 {
        return Decimal::try_new(1, u32::try_from(places.min(LAST_PLACE)).ok()?).ok();
    }
    let power = u32::try_from(places.checked_neg()?).ok()?;
    Decimal::try_from_i128_with_scale(10_i128.checked_pow(power)?, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::parse;

    fn shown(rounding: PriceRounding, price: &str, mark: &str, tick: Option<&str>) -> String {
        let decimal = |text| parse(text).unwrap();
        let (inexact, price) = price.strip_suffix('~').map_or((false, price), |price| (true, price));
        let (price, mark) = (decimal(price), decimal(mark));
        let side = if price <= mark { PriceSide::Below } else { PriceSide::Above };
        let exactly = Exactly { price: Rounded { value: price, is_exact: !inexact }, side, mark };
        crate::decimal::plain(rounding.show(&exactly, tick.map(decimal), true))
    }

    /// `~` marks a price that was rounded toward the mark.
    #[test]
    fn each_rounding_names_its_side() {
        use PriceRounding::{Decimals, Floor, None as AsItIs, OneTickMore, Significant, TowardMark};
        for (rounding, price, mark, tick, expected) in [
            (AsItIs, "919.0527", "1000", Some("0.05"), "919.0527"),
            (TowardMark, "919.0527", "1000", Some("0.05"), "919.1"),
            (TowardMark, "919.0527", "900", Some("0.05"), "919.05"),
            (TowardMark, "919.0527", "900", None, "919.0527"),
            (Floor, "919.0527", "1000", Some("0.05"), "919.05"),
            (Floor, "919.0527", "900", Some("0.05"), "919.05"),
            (OneTickMore, "919.0527", "1000", Some("0.05"), "919.1027"),
            (OneTickMore, "919.0527", "900", Some("0.05"), "919.0027"),
            (Decimals(2), "919.0527", "1000", Some("0.5"), "919"),
            (Decimals(2), "919.0527", "1000", None, "919.05"),
            (Significant(5), "919.0527", "1000", Some("0.5"), "919.05"),
            (Significant(5), "123456.7", "200000", None, "123460"),
            // On a step: itself, and beyond it where the price was rounded to it.
            (TowardMark, "919.05", "1000", Some("0.05"), "919.05"),
            (TowardMark, "919.05~", "1000", Some("0.05"), "919.05"),
            (Floor, "919.05", "1000", Some("0.05"), "919.05"),
            (Floor, "919.05~", "1000", Some("0.05"), "919"),
            (Floor, "919.05~", "900", Some("0.05"), "919.05"),
            // Halfway: nearer to the mark, unless the price was rounded to the middle.
            (Decimals(0), "919.5", "1000", None, "919.5"),
            (Decimals(1), "91.25", "100", Some("0.5"), "91.5"),
            (Decimals(1), "91.25~", "100", Some("0.5"), "91"),
            (Decimals(1), "91.25", "90", Some("0.5"), "91"),
            (Decimals(1), "91.25~", "90", Some("0.5"), "91.5"),
            // Five digits where the decimals are coarser.
            (Decimals(2), "0.0000113456789", "0.0000126", None, "0.000011346"),
            (Decimals(2), "0.00765432", "0.0085", None, "0.0076543"),
            (Decimals(2), "0.000000000001234567", "0.000000000002", None, "0.0000000000012346"),
        ] {
            assert_eq!(shown(rounding, price, mark, tick), expected, "{rounding:?} {price} {mark} {tick:?}");
        }
    }

    #[test]
    fn no_price_is_shown_past_the_mark_or_at_zero() {
        use PriceRounding::{Decimals, Floor, OneTickMore, Significant, TowardMark};
        for (rounding, price, mark, tick, expected) in [
            (TowardMark, "54216", "54300", Some("1000"), "54216"),
            (TowardMark, "54216", "54100", Some("1000"), "54216"),
            (OneTickMore, "54216", "54300", Some("1000"), "54216"),
            (Floor, "54216", "60000", Some("100000"), "54216"),
            (Floor, "54216", "54100", Some("1000"), "54216"),
            // The other neighbour is not past it.
            (Decimals(2), "54900", "54950", Some("1000"), "54000"),
            (Decimals(2), "54100", "54050", Some("1000"), "55000"),
            (Decimals(2), "0.4", "0.5", Some("1"), "0.4"),
            (Significant(1), "0.96", "0.97", None, "0.9"),
            (Significant(0), "54216", "60000", None, "54216"),
        ] {
            assert_eq!(shown(rounding, price, mark, tick), expected, "{rounding:?} {price} {mark} {tick:?}");
        }
    }

    #[test]
    fn what_cannot_be_counted_is_shown_as_it_is() {
        let (price, mark) = ("1000000000000000000", "2000000000000000000");
        assert_eq!(shown(PriceRounding::TowardMark, price, mark, Some("0.000000000001")), price);
        assert_eq!(shown(PriceRounding::Decimals(40), "1.23456", "2", None), "1.23456");
    }
}
