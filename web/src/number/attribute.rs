//! Numbers as attributes of the picture, without the weight of general float formatting.

use super::between;

/// Appends a number with at most so many places.
pub fn push_number(text: &mut String, value: f64, places: usize) {
    let scale = 10_u64.pow(places as u32);
    let units = between((value * scale as f64).round(), -1e12, 1e12) as i64;
    if units < 0 {
        text.push('-');
    }
    let units = units.unsigned_abs();
    push_digits(text, units / scale, 1);
    let fraction = units % scale;
    if fraction != 0 {
        text.push('.');
        push_digits(text, fraction, places);
        text.truncate(text.trim_end_matches('0').len());
    }
}

/// The digits of a number, with zeros before it up to `width`.
fn push_digits(text: &mut String, mut number: u64, width: usize) {
    let mut buffer = [b'0'; 20];
    let mut at = buffer.len();
    while number > 0 || buffer.len() - at < width {
        at -= 1;
        buffer[at] = b'0' + (number % 10) as u8;
        number /= 10;
    }
    text.extend(buffer[at..].iter().map(|digit| char::from(*digit)));
}

/// A coordinate as an attribute, to a tenth of a pixel.
pub fn tenths(value: f64) -> String {
    let mut text = String::with_capacity(8);
    push_number(&mut text, value, 1);
    text
}

/// A fraction of a width as an attribute: "67.78%".
pub fn percent(fraction: f64) -> String {
    let mut text = String::with_capacity(8);
    push_number(&mut text, fraction * 100.0, 2);
    text.push('%');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short() {
        for (value, text) in
            [(0.0, "0"), (12.0, "12"), (12.34, "12.3"), (-0.25, "-0.3"), (999.96, "1000"), (-3.0, "-3"), (-0.04, "0")]
        {
            assert_eq!(tenths(value), text);
        }
        for (value, text) in [
            (0.0, "0%"),
            (0.5, "50%"),
            (0.67779, "67.78%"),
            (0.5001, "50.01%"),
            (1.0, "100%"),
            (-0.0005, "-0.05%"),
            (0.123, "12.3%"),
        ] {
            assert_eq!(percent(value), text);
        }
    }
}
