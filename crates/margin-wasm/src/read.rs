//! The values of JavaScript, as the wire format reads them.
//!
//! Everything here may run the caller's code: a getter, a proxy, a `toString`. What it throws is
//! `unreadable`, and what it returns is read like any other value.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::{Array, BigInt, Function, JsString, Number, Reflect};
use margin_core::{Decimal, ErrorCode, MarginError, Result, parse};
use margin_wire::{Node, wrong_type};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

/// The longest text that is read: longer than any number and any name that means something.
const LONGEST_TEXT: u32 = 1_000;
/// The longest list.
const LONGEST_LIST: u32 = 100_000;
/// What can be counted with, exactly: 2⁵³.
const LARGEST_COUNT: f64 = 9_007_199_254_740_992.0;

#[wasm_bindgen]
extern "C" {
    /// Those of `js_sys` let exceptions pass, which a proxy can throw.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> core::result::Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn keys(value: &JsValue) -> core::result::Result<Array, JsValue>;
    /// Also turns what is larger into itself, so that the two differ.
    #[wasm_bindgen(js_namespace = BigInt, js_name = asIntN)]
    fn as_int_n(bits: u32, value: &BigInt) -> BigInt;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["Object"], js_name = prototype)]
    static OBJECT_PROTOTYPE: JsValue;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["Number", "prototype"], js_name = toFixed)]
    static TO_FIXED_OF_NUMBERS: JsValue;
}

/// A value of JavaScript. `undefined` is never one: it is a field that is left out.
pub(crate) struct JsNode(pub(crate) JsValue);

impl JsNode {
    fn is_list(&self) -> Result<bool> {
        is_array(&self.0).map_err(unreadable)
    }

    fn get(&self, key: &'static str) -> Result<JsValue> {
        with_key(key, |key| Reflect::get(&self.0, key)).map_err(unreadable)
    }

    /// The method of this name, if the value has one.
    pub(crate) fn method(&self, name: &'static str) -> Result<Option<Function>> {
        if !self.0.is_object() {
            return Ok(None);
        }
        Ok(self.get(name)?.dyn_into().ok())
    }

    /// Calls a method of the value, without arguments.
    pub(crate) fn call(&self, method: &Function) -> Result<JsValue> {
        method.call0(&self.0).map_err(unreadable)
    }

    /// The decimal that an object stands for: what its own `toFixed` prints, or else its `toString`.
    fn decimal_of_object(&self) -> Result<Decimal> {
        let own = self
            .method("toFixed")?
            .filter(|method| TO_FIXED_OF_NUMBERS.with(|of_numbers| of_numbers != AsRef::<JsValue>::as_ref(method)));
        let method = match own {
            Some(method) => Some(method),
            None => self.method("toString")?,
        };
        let Some(method) = method else { return Err(wrong_type(A_DECIMAL, "an object")) };
        let printed = self.call(&method)?;
        if printed.is_string() { parse(&short_text(&printed)?) } else { Err(wrong_type(A_DECIMAL, "an object")) }
    }

    /// What stands in a message for it.
    fn shown(&self) -> String {
        match self.0.as_f64() {
            Some(number) if number.is_nan() => "NaN".to_owned(),
            Some(_) => "a number".to_owned(),
            None if self.0.is_null() => "null".to_owned(),
            None => format!("a value of type {}", self.0.js_typeof().as_string().unwrap_or_default()),
        }
    }
}

const A_DECIMAL: &str = "must be a decimal: a text, a number, a bigint or a decimal object";

impl Node for JsNode {
    fn is_text(&self) -> bool {
        self.0.is_string()
    }

    fn text(self) -> Result<String> {
        if self.0.is_string() { short_text(&self.0) } else { Err(wrong_type("must be a text", &self.shown())) }
    }

    fn decimal(self) -> Result<Decimal> {
        if self.0.is_string() {
            return parse(&short_text(&self.0)?);
        }
        if let Some(number) = self.0.as_f64() {
            return decimal_of_number(number);
        }
        if let Some(number) = self.0.dyn_ref::<BigInt>() {
            return decimal_of_bigint(number);
        }
        if self.0.is_object() {
            return self.decimal_of_object();
        }
        Err(wrong_type(A_DECIMAL, &self.shown()))
    }

    fn whole(self) -> Result<u32> {
        let number = self.0.as_f64().ok_or_else(|| wrong_type("must be a whole number", &self.shown()))?;
        count(number).ok_or_else(|| {
            MarginError::refuse(ErrorCode::OutOfRange, &printed(number)).with_reason("must be a whole number from 0 on")
        })
    }

    fn list<T>(self, mut read: impl FnMut(usize, Self) -> Result<T>) -> Result<Vec<T>> {
        if !self.is_list()? {
            return Err(wrong_type("must be a list", &self.shown()));
        }
        let length = self.get("length")?.as_f64().and_then(count).filter(|length| *length <= LONGEST_LIST);
        let length = length.ok_or_else(|| {
            MarginError::refuse(ErrorCode::OutOfRange, "length").with_reason("a list has at most 100000 elements")
        })?;
        (0..length)
            .zip(0..)
            .map(|(index, place)| read(place, Self(Reflect::get_u32(&self.0, index).map_err(unreadable)?)))
            .collect()
    }

    fn record(&self) -> Result<()> {
        if self.0.is_object() && !self.is_list()? {
            Ok(())
        } else {
            Err(wrong_type("must be an object", &self.shown()))
        }
    }

    fn take(&mut self, key: &'static str) -> Result<Option<Self>> {
        let value = self.get(key)?;
        Ok((!value.is_undefined()).then_some(Self(value)))
    }

    /// A plain object with as many properties as were found has no other.
    fn other_key(&self, known: &[&'static str], found: usize) -> Result<Option<String>> {
        let prototype = Reflect::get_prototype_of(&self.0).map_err(unreadable)?;
        let is_plain = prototype.is_null() || OBJECT_PROTOTYPE.with(|of_objects| of_objects == &*prototype);
        if is_plain {
            let properties = Reflect::own_keys(&self.0).map_err(unreadable)?.length();
            if usize::try_from(properties).is_ok_and(|properties| properties == found) {
                return Ok(None);
            }
        }
        for key in keys(&self.0).map_err(unreadable)? {
            let key = short_text(&key)?;
            if !known.contains(&key.as_str()) {
                return Ok(Some(key));
            }
        }
        Ok(None)
    }

    fn entries(self) -> Result<Vec<(String, Self)>> {
        self.record()?;
        let mut entries = Vec::new();
        for key in keys(&self.0).map_err(unreadable)? {
            let name = short_text(&key)?;
            let value = Reflect::get(&self.0, &key).map_err(|thrown| unreadable(thrown).at(&name))?;
            entries.push((name, Self(value)));
        }
        Ok(entries)
    }
}

/// The text of a string, unless it is too long to mean anything.
fn short_text(text: &JsValue) -> Result<String> {
    let length = text.unchecked_ref::<JsString>().length();
    if length > LONGEST_TEXT {
        let beginning = String::from(text.unchecked_ref::<JsString>().substring(0, 60));
        return Err(MarginError::refuse(ErrorCode::TooManyDigits, &beginning).with_reason("the text is too long"));
    }
    Ok(text.as_string().unwrap_or_default())
}

/// A number, expanded exactly from its shortest decimal form.
fn decimal_of_number(number: f64) -> Result<Decimal> {
    if !number.is_finite() {
        return Err(MarginError::refuse(ErrorCode::NotADecimal, &printed(number)));
    }
    let shortest = printed(number);
    match shortest.split_once('e') {
        None => parse(&shortest),
        Some((digits, exponent)) => {
            let expanded = exponent.parse().ok().and_then(|exponent| expand(digits, exponent));
            parse(&expanded.ok_or_else(|| MarginError::refuse(ErrorCode::TooManyDigits, &shortest))?)
        }
    }
}

/// As JavaScript prints it: the shortest digits that mean this number.
fn printed(number: f64) -> String {
    Number::from(number).to_string_with_radix(10).map(String::from).unwrap_or_default()
}

/// `1.25` and `-7` become `0.000000125`. Nothing where the digits do not fit into a decimal anyway.
fn expand(digits: &str, exponent: i32) -> Option<String> {
    const FURTHEST: i32 = 40;
    if exponent.checked_abs()? > FURTHEST {
        return None;
    }
    let (sign, unsigned) = match digits.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", digits),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let figures = [whole, fraction].concat();
    let point = i32::try_from(whole.len()).ok()?.checked_add(exponent)?;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or_default());
    let length = i32::try_from(figures.len()).ok()?;
    Some(if point <= 0 {
        [sign, "0.", &zeros(point.checked_neg()?), &figures].concat()
    } else {
        let (before, after) = figures.split_at_checked(usize::try_from(point).ok()?).unwrap_or((&figures, ""));
        let dot = if after.is_empty() { "" } else { "." };
        [sign, before, &zeros(point.checked_sub(length)?), dot, after].concat()
    })
}

/// Printing a bigint of a million digits would take seconds: what does not fit is refused before.
fn decimal_of_bigint(number: &BigInt) -> Result<Decimal> {
    const BITS: u32 = 98;
    if as_int_n(BITS, number) != *number {
        return Err(MarginError::refuse(ErrorCode::TooManyDigits, "a bigint").with_reason("the bigint is too large"));
    }
    parse(&number.to_string(10).map(String::from).unwrap_or_default())
}

#[allow(clippy::as_conversions, reason = "it is whole and in the range")]
fn count(number: f64) -> Option<u32> {
    let is_count = number >= 0.0 && number < LARGEST_COUNT && number.trunc() == number;
    is_count.then(|| number as u64).and_then(|count| u32::try_from(count).ok())
}

/// What the caller's code threw is not looked at: that would run more of it.
fn unreadable(_thrown: JsValue) -> MarginError {
    MarginError::refuse(ErrorCode::Unreadable, "an exception")
}

thread_local! {
    /// The names of fields as strings of JavaScript, each made once.
    static KEYS: RefCell<HashMap<&'static str, JsValue>> = RefCell::new(HashMap::new());
}

fn with_key<T>(key: &'static str, run: impl FnOnce(&JsValue) -> T) -> T {
    let known = KEYS.with(|keys| keys.borrow_mut().entry(key).or_insert_with(|| JsValue::from_str(key)).clone());
    run(&known)
}
