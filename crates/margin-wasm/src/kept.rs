//! What is kept between calls, under numbers.

/// Things under numbers; the number of what was dropped is given again.
pub(crate) struct Kept<T> {
    places: Vec<Option<T>>,
    free: Vec<u32>,
}

impl<T: Clone> Kept<T> {
    pub(crate) const fn new() -> Self {
        Self { places: Vec::new(), free: Vec::new() }
    }

    /// Keeps it, and says under which number.
    pub(crate) fn keep(&mut self, thing: T) -> u32 {
        let number = self.free.pop().unwrap_or_else(|| {
            self.places.push(None);
            u32::try_from(self.places.len().saturating_sub(1)).unwrap_or(u32::MAX)
        });
        self.replace(number, thing);
        number
    }

    /// What is kept under the number.
    pub(crate) fn get(&self, number: u32) -> Option<T> {
        self.places.get(usize::try_from(number).ok()?)?.clone()
    }

    /// Puts another in its place.
    pub(crate) fn replace(&mut self, number: u32, thing: T) {
        if let Some(place) = usize::try_from(number).ok().and_then(|number| self.places.get_mut(number)) {
            *place = Some(thing);
        }
    }

    /// Drops it.
    pub(crate) fn free(&mut self, number: u32) {
        let place = usize::try_from(number).ok().and_then(|number| self.places.get_mut(number));
        if place.and_then(Option::take).is_some() {
            self.free.push(number);
        }
    }
}
