//! Path data: straight lines, to a tenth of a unit.

use crate::number::push_number;

/// The `d` of a path through the points.
pub(super) fn through(points: &[(f64, f64)]) -> String {
    let mut path = String::with_capacity(points.len() * 14);
    for (index, (x, y)) in points.iter().enumerate() {
        path.push(if index == 0 { 'M' } else { 'L' });
        push_number(&mut path, *x, 1);
        path.push(' ');
        push_number(&mut path, *y, 1);
    }
    path
}

/// The `d` of the area between two lines over the same range.
pub(super) fn between(upper: &[(f64, f64)], lower: &[(f64, f64)]) -> String {
    let outline: Vec<(f64, f64)> = upper.iter().chain(lower.iter().rev()).copied().collect();
    let mut path = through(&outline);
    path.push('Z');
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_areas() {
        assert_eq!(through(&[(0.0, 1.0), (2.5, 3.0)]), "M0 1L2.5 3");
        assert_eq!(between(&[(0.0, 0.0), (9.0, 0.0)], &[(0.0, 5.0), (9.0, 4.0)]), "M0 0L9 0L9 4L0 5Z");
    }
}
