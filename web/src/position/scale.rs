//! The scale of each field's slider: logarithmic for everything but the mark price, whose slider is the axis of the
//! picture. No slider gives a number outside what the field accepts: the thumb stops there.

use super::{Field, State, limits};
use crate::number::approximate;
use crate::slider::{Round, Slider};
use margin_core::Decimal;

/// The leverage that a slider goes up to where no table says more.
const HIGH_LEVERAGE: Decimal = Decimal::from_parts(125, 0, 0, false, 0);
/// The most that any slider goes up to: a table that allows more is followed by typing.
const MOST_LEVERAGE: Decimal = Decimal::ONE_THOUSAND;

/// Returns the scale of a field's slider. `anchor` is the state as it was when last set by anything but a slider: the
/// ranges of money and price depend on it alone, so they stay while a thumb is dragged.
pub fn slider(state: &State, anchor: &State, field: Field) -> Slider {
    let allowed = limits(state, field);
    let logarithmic =
        |from: f64, to: f64, round: Round| Slider::logarithmic(from, to, round, allowed.minimum, allowed.maximum);
    let middle = |field| approximate(anchor.inputs.get(&anchor.listed, field)).max(1e-12);
    match field {
        Field::Leverage => {
            let most = allowed.maximum.min(if allowed.is_open() { HIGH_LEVERAGE } else { MOST_LEVERAGE });
            logarithmic(1.0, approximate(most.max(state.inputs.leverage)), Round::Unit(0))
        }
        Field::Margin => {
            let (from, to) = (approximate(allowed.minimum), approximate(allowed.maximum));
            logarithmic(from, to, Round::Figures(3))
        }
        Field::Size | Field::Wallet => {
            let decade = middle(field).log10().floor() as i32;
            logarithmic(10_f64.powi(decade - 2), 10_f64.powi(decade + 4), Round::Figures(2))
        }
        Field::Entry | Field::Mark | Field::Rate | Field::CoinPrice => {
            let middle = middle(if field == Field::CoinPrice { field } else { Field::Entry });
            logarithmic(middle / 5.0, middle * 5.0, Round::Figures(3))
        }
    }
}

/// Returns the scale of the mark price along the axis of the picture.
pub fn along(from: f64, to: f64, state: &State) -> Slider {
    let allowed = limits(state, Field::Mark);
    Slider::linear(from, to, allowed.minimum, allowed.maximum)
}

/// Returns a number cut to what a field can show, rounded down: a size that is a quotient has 28 digits.
pub fn shown(value: Decimal) -> Decimal {
    const DIGITS: u32 = 10;
    value.round_sf_with_strategy(DIGITS, rust_decimal::RoundingStrategy::ToZero).unwrap_or(value).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use margin_core::{parse, plain};

    fn scale(field: Field) -> Slider {
        slider(&State::opening(), &State::opening(), field)
    }

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    fn opening(field: Field) -> Decimal {
        let state = State::opening();
        state.inputs.get(&state.listed, field)
    }

    #[test]
    fn leverage_is_logarithmic_from_1_to_the_most_the_table_allows() {
        let leverage = scale(Field::Leverage);
        assert_eq!(plain(leverage.moved(decimal("10"), 0, false)), "1");
        assert_eq!(plain(leverage.moved(decimal("10"), 1000, false)), "150");
        assert_eq!(plain(leverage.value_at(0.5)), "12");
        assert_eq!(leverage.position(decimal("10")), 460);
    }

    #[test]
    fn ends_are_what_is_allowed() {
        for (field, first, last) in [
            (Field::Size, "10", "20000"),
            (Field::Margin, "100", "2000"),
            (Field::Wallet, "100", "10000000"),
            (Field::Entry, "12000", "300000"),
        ] {
            let slider = scale(field);
            assert_eq!(plain(slider.moved(opening(field), 0, false)), first, "{field:?}");
            assert_eq!(plain(slider.moved(opening(field), 1000, false)), last, "{field:?}");
        }
    }

    #[test]
    fn one_key_press_is_one_round_number() {
        for (field, current, below, above) in [
            (Field::Leverage, "10", "9", "11"),
            (Field::Leverage, "1", "1", "2"),
            (Field::Leverage, "150", "149", "150"),
            (Field::Size, "1000", "990", "1100"),
            (Field::Size, "1234", "1200", "1300"),
            (Field::Margin, "150", "149", "151"),
            (Field::Entry, "60000", "59900", "60100"),
        ] {
            let slider = scale(field);
            let current = decimal(current);
            let position = slider.position(current);
            if position > 0 {
                assert_eq!(plain(slider.moved(current, position - 1, false)), below, "{field:?}");
            }
            if position < Slider::STEPS {
                assert_eq!(plain(slider.moved(current, position + 1, false)), above, "{field:?}");
            }
        }
    }

    #[test]
    fn the_keyboard_gets_everywhere() {
        for field in [Field::Leverage, Field::Size, Field::Margin, Field::Wallet, Field::Entry] {
            let slider = scale(field);
            let mut value = slider.moved(opening(field), 0, false);
            let end = slider.end();
            let mut presses = 0;
            while value < end {
                let next = slider.next(value, true);
                assert!(next > value, "{field:?} stays at {value}");
                (value, presses) = (next, presses + 1);
                assert!(presses < 2000, "{field:?} takes for ever");
            }
        }
    }

    #[test]
    fn the_mark_slider_is_the_axis() {
        let mark = along(0.0, 80_000.0, &State::opening());
        assert_eq!(plain(mark.value_at(0.75)), "60000");
        assert_eq!(mark.position(decimal("60000")), 750);
        assert_eq!(plain(mark.moved(decimal("60000"), 0, false)), "100");
        assert_eq!(plain(mark.moved(decimal("60000"), 751, false)), "60100");
        assert_eq!(plain(mark.moved(decimal("60000"), 1000, false)), "80000");
    }

    #[test]
    fn a_scale_without_width_stays_where_it_is() {
        let all_in = State::with(&[(Field::Size, "20000")]);
        let margin = slider(&all_in, &all_in, Field::Margin);
        for position in [0, 500, 1000] {
            assert_eq!(margin.moved(decimal("2000"), position, true), decimal("2000"));
        }
    }
}
