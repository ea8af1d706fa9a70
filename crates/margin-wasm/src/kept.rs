//! What is kept between calls, under numbers.

/// Things under numbers, none of which is given twice: who has the number of what was dropped finds nothing.
pub(crate) struct Kept<T> {
    /// By rising number. What was dropped leaves an empty place, until more than half of them are empty.
    places: Vec<(u64, Option<T>)>,
    empty: usize,
    next: u64,
}

impl<T: Clone> Kept<T> {
    pub(crate) const fn new() -> Self {
        Self { places: Vec::new(), empty: 0, next: 1 }
    }

    /// Keeps it, and says under which number.
    pub(crate) fn keep(&mut self, thing: T) -> u64 {
        let number = self.next;
        // At a million a second it would take half a million years to come to the end.
        self.next = number.wrapping_add(1);
        self.places.push((number, Some(thing)));
        number
    }

    /// What is kept under the number.
    pub(crate) fn get(&mut self, number: u64) -> Option<T> {
        self.place(number)?.clone()
    }

    /// Puts another in its place.
    pub(crate) fn replace(&mut self, number: u64, thing: T) {
        if let Some(place) = self.place(number) {
            *place = Some(thing);
        }
    }

    /// Drops it.
    pub(crate) fn free(&mut self, number: u64) {
        if self.place(number).and_then(Option::take).is_some() {
            self.empty = self.empty.wrapping_add(1);
            if self.empty > self.places.len() / 2 {
                self.places.retain(|(_, place)| place.is_some());
                self.empty = 0;
            }
        }
    }

    fn place(&mut self, number: u64) -> Option<&mut Option<T>> {
        let index = self.places.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        self.places.get_mut(index).map(|(_, place)| place)
    }
}
