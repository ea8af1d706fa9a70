//! Questions, with the memory that they take.

use std::hint::black_box;

use margin_core::{ErrorCode, MarginError, Result};
use margin_wire::Value;

/// How much memory reading a text takes beside it, as a multiple of its length.
const ROOM: usize = 4;
/// From which length on it is taken at once, in bytes.
const LARGE: usize = 65_536;
/// The most that is taken at once, in bytes: what as many values take as a question may have, however long they are.
const MOST: usize = 268_435_456;

/// The value of a question.
///
/// For a large one the memory is taken in one step, and given back to be used. The allocator would take it by 64 kB, and
/// at these steps an engine looks through everything that the caller holds: the time that it takes to load markets would
/// grow with the square of their number.
pub(crate) fn read(text: &str) -> Result<Value<'_>> {
    if text.len() > LARGE {
        let mut room = Vec::<u8>::new();
        let reserved = room.try_reserve_exact(text.len().saturating_mul(ROOM).min(MOST));
        reserved.map_err(|_| MarginError::refuse(ErrorCode::OutOfRange, "more than the memory holds"))?;
        // The compiler would leave out a reservation that nothing looks at.
        black_box(&mut room);
    }
    Value::from_flat(text)
}
