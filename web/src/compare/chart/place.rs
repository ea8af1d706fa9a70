//! Labels that keep out of each other's way.
//!
//! Every label has a few spots it could stand at, the best first. They are placed one after the other, each at the
//! spot where it is least in the way: of labels already placed, of the lines of the picture, of its edges.

/// A rectangle of the picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Area {
    fn right(&self) -> f64 {
        self.left + self.width
    }

    fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// How much of it another one covers.
    fn shared_with(&self, other: &Self) -> f64 {
        let across = self.right().min(other.right()) - self.left.max(other.left);
        let down = self.bottom().min(other.bottom()) - self.top.max(other.top);
        across.max(0.0) * down.max(0.0)
    }

    /// How much of it is outside another one.
    fn outside(&self, other: &Self) -> f64 {
        self.width * self.height - self.shared_with(other)
    }

    /// Whether a straight line touches it (Liang and Barsky's clipping).
    fn meets(&self, (from, to): &Segment) -> bool {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (direction, distance) in [
            (-dx, from.0 - self.left),
            (dx, self.right() - from.0),
            (-dy, from.1 - self.top),
            (dy, self.bottom() - from.1),
        ] {
            if direction == 0.0 {
                if distance < 0.0 {
                    return false;
                }
            } else if direction < 0.0 {
                enter = enter.max(distance / direction);
            } else {
                leave = leave.min(distance / direction);
            }
        }
        enter <= leave
    }
}

/// A straight line of the picture.
pub(super) type Segment = ((f64, f64), (f64, f64));

/// What stands in the picture already.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    /// Where labels are.
    pub taken: Vec<Area>,
    /// The curves: text across them is hard to read.
    pub curves: Vec<Segment>,
    /// Thin lines, less of a nuisance.
    pub hairlines: Vec<Segment>,
}

impl Surroundings {
    /// Takes the best of the spots, and gives back which it was.
    pub(super) fn place(&mut self, spots: &[Area], within: &Area) -> usize {
        let mut best = (0, f64::INFINITY);
        for (index, spot) in spots.iter().enumerate() {
            let cost = self.cost(spot, within) + index as f64;
            if cost < best.1 {
                best = (index, cost);
            }
        }
        if let Some(area) = spots.get(best.0) {
            self.taken.push(*area);
        }
        best.0
    }

    /// How much a label at this spot is in the way; below 100, not at all.
    pub(super) fn cost(&self, spot: &Area, within: &Area) -> f64 {
        let covered: f64 = self.taken.iter().map(|other| spot.shared_with(other)).sum();
        let crossed = |lines: &[Segment]| lines.iter().filter(|line| spot.meets(line)).count() as f64;
        covered * 4.0 + spot.outside(within) * 2.0 + crossed(&self.curves) * 400.0 + crossed(&self.hairlines) * 150.0
    }
}

/// About how wide a text is at a font size: figures and most letters are a little over half as wide as they are high.
pub(super) fn width_of(text: &str, font_size: f64) -> f64 {
    text.chars().count() as f64 * font_size * 0.56
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Area = Area { left: 0.0, top: 0.0, width: 400.0, height: 300.0 };

    fn area(left: f64, top: f64) -> Area {
        Area { left, top, width: 100.0, height: 20.0 }
    }

    #[test]
    fn the_first_free_spot_is_taken() {
        let mut surroundings = Surroundings::default();
        let spots = [area(10.0, 10.0), area(10.0, 100.0), area(10.0, 200.0)];
        assert_eq!([0, 1, 2].map(|_| surroundings.place(&spots, &PAGE)), [0, 1, 2]);
    }

    #[test]
    fn lines_and_edges_are_avoided() {
        let mut surroundings = Surroundings { curves: vec![((0.0, 0.0), (400.0, 40.0))], ..Surroundings::default() };
        assert_eq!(surroundings.place(&[area(10.0, 0.0), area(350.0, 200.0), area(10.0, 60.0)], &PAGE), 2);
        let mut surroundings =
            Surroundings { hairlines: vec![((50.0, 0.0), (50.0, 300.0))], ..Surroundings::default() };
        assert_eq!(surroundings.place(&[area(0.0, 10.0), area(60.0, 10.0)], &PAGE), 1);
    }

    #[test]
    fn segments_meet_areas_they_cross_and_no_others() {
        let box_at = area(100.0, 100.0);
        for (line, meets) in [
            (((0.0, 110.0), (400.0, 110.0)), true),
            (((150.0, 0.0), (150.0, 300.0)), true),
            (((0.0, 0.0), (300.0, 300.0)), true),
            (((0.0, 90.0), (400.0, 90.0)), false),
            (((0.0, 110.0), (90.0, 110.0)), false),
            (((120.0, 105.0), (130.0, 115.0)), true),
        ] {
            assert_eq!(box_at.meets(&line), meets, "{line:?}");
        }
    }
}
