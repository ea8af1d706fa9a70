//! The scale of each field's slider: logarithmic for everything but the mark price, whose slider is the axis of the
//! picture. No slider gives a number outside what the field accepts: the thumb stops there.

use super::limits::slider_leverage;
use super::{Field, Inputs, limits};
use crate::number::approximate;
use crate::slider::{Round, Slider};

impl Slider {
    /// The scale of a field's slider. `anchor` is the state as it was when last set by anything but a slider: the
    /// ranges of money and price depend on it alone, so they stand still while a thumb is dragged.
    pub fn new(inputs: &Inputs, anchor: &Inputs, field: Field) -> Self {
        let allowed = limits(inputs, field);
        let logarithmic =
            |from: f64, to: f64, round: Round| Self::logarithmic(from, to, round, allowed.minimum, allowed.maximum);
        match field {
            Field::Leverage => {
                let most = approximate(slider_leverage(inputs));
                logarithmic(1.0, most, Round::Unit(0))
            }
            Field::Margin => {
                let (from, to) = (approximate(allowed.minimum), approximate(allowed.maximum));
                logarithmic(from, to, Round::Figures(3))
            }
            Field::Value | Field::Wallet => {
                let decade = approximate(anchor.get(field)).max(1e-12).log10();
                let from = 10_f64.powi((decade.floor() as i32).min(1));
                let to = 10_f64.powi((decade.ceil() as i32 + 1).clamp(6, 15));
                logarithmic(from, to, Round::Figures(2))
            }
            Field::Entry | Field::Mark | Field::Rate => {
                let middle = approximate(anchor.get(Field::Entry));
                logarithmic(middle / 5.0, middle * 5.0, Round::Figures(3))
            }
        }
    }

    /// The scale of the mark price: the axis of the picture.
    pub fn along(from: f64, to: f64, inputs: &Inputs) -> Self {
        let allowed = limits(inputs, Field::Mark);
        Self::linear(from, to, allowed.minimum, allowed.maximum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use margin_core::{Decimal, parse, plain};

    fn slider(field: Field) -> Slider {
        Slider::new(&Inputs::OPENING, &Inputs::OPENING, field)
    }

    fn decimal(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    #[test]
    fn leverage_is_logarithmic_from_1_to_the_most_the_table_allows() {
        let leverage = slider(Field::Leverage);
        assert_eq!(plain(leverage.moved(decimal("10"), 0, false)), "1");
        assert_eq!(plain(leverage.moved(decimal("10"), 1000, false)), "150");
        assert_eq!(plain(leverage.value_at(0.5)), "12");
        assert_eq!(leverage.position(decimal("10")), 460);
    }

    #[test]
    fn ends_are_what_is_allowed() {
        for (field, first, last) in [
            (Field::Value, "10", "20000"),
            (Field::Margin, "100", "2000"),
            (Field::Wallet, "100", "1000000"),
            (Field::Entry, "12000", "300000"),
        ] {
            let slider = slider(field);
            let current = Inputs::OPENING.get(field);
            assert_eq!(plain(slider.moved(current, 0, false)), first, "{field:?}");
            assert_eq!(plain(slider.moved(current, 1000, false)), last, "{field:?}");
        }
    }

    #[test]
    fn one_key_press_is_one_round_number() {
        for (field, current, below, above) in [
            (Field::Leverage, "10", "9", "11"),
            (Field::Leverage, "1", "1", "2"),
            (Field::Leverage, "150", "149", "150"),
            (Field::Value, "1000", "990", "1100"),
            (Field::Value, "1234", "1200", "1300"),
            (Field::Margin, "150", "149", "151"),
            (Field::Entry, "60000", "59900", "60100"),
        ] {
            let slider = slider(field);
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
        for field in [Field::Leverage, Field::Value, Field::Margin, Field::Wallet, Field::Entry] {
            let slider = slider(field);
            let mut value = slider.moved(Inputs::OPENING.get(field), 0, false);
            let end = slider.end();
            let mut presses = 0;
            while value < end {
                let next = slider.next(value, true);
                assert!(next > value, "{field:?} stands still at {value}");
                (value, presses) = (next, presses + 1);
                assert!(presses < 2000, "{field:?} takes for ever");
            }
        }
    }

    #[test]
    fn the_mark_slider_is_the_axis() {
        let mark = Slider::along(0.0, 80_000.0, &Inputs::OPENING);
        assert_eq!(plain(mark.value_at(0.75)), "60000");
        assert_eq!(mark.position(decimal("60000")), 750);
        assert_eq!(plain(mark.moved(decimal("60000"), 0, false)), "100");
        assert_eq!(plain(mark.moved(decimal("60000"), 751, false)), "60100");
        assert_eq!(plain(mark.moved(decimal("60000"), 1000, false)), "80000");
    }

    #[test]
    fn a_scale_without_width_stays_where_it_is() {
        let all_in = Inputs::OPENING.with(Field::Value, decimal("20000"));
        let margin = Slider::new(&all_in, &all_in, Field::Margin);
        for position in [0, 500, 1000] {
            assert_eq!(margin.moved(decimal("2000"), position, true), decimal("2000"));
        }
    }
}
