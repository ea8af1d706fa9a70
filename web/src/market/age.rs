//! How old a table is.

/// From how many months on a table is marked as old: venues change their tiers several times a year.
const OLD: u32 = 6;

/// The age of what is of a day, on a day. Both are `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Too young to be told.
    Young,
    /// From six months to two years.
    Months(u32),
    /// From two years on.
    Years(u32),
}

impl Age {
    /// Returns the age in whole months or years, the last one that has passed. Of days that cannot be read it is young.
    pub fn of(day: &str, today: &str) -> Self {
        match months(day, today) {
            Some(months) if months >= 24 => Self::Years(months / 12),
            Some(months) if months >= OLD => Self::Months(months),
            _ => Self::Young,
        }
    }
}

fn months(from: &str, to: &str) -> Option<u32> {
    let parts = |day: &str| -> Option<(u32, u32)> {
        let mut parts = day.splitn(3, '-').map(|part| part.parse::<u32>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        Some((year.checked_mul(12)?.checked_add(month)?, day))
    };
    let ((from, from_day), (to, to_day)) = (parts(from)?, parts(to)?);
    to.checked_sub(from)?.checked_sub(u32::from(to_day < from_day))
}

#[cfg(test)]
mod tests {
    use super::Age;

    #[test]
    fn months_and_years_are_those_that_have_passed() {
        for (day, today, age) in [
            ("2026-05-28", "2026-11-27", Age::Young),
            ("2026-05-28", "2026-11-28", Age::Months(6)),
            ("2024-12-25", "2026-11-28", Age::Months(23)),
            ("2024-11-28", "2026-11-28", Age::Years(2)),
            ("2021-07-22", "2026-07-21", Age::Years(4)),
            ("2026-11-28", "2026-01-01", Age::Young),
            ("2021-07-22", "", Age::Young),
            ("", "2026-11-28", Age::Young),
            ("4294967295-12-31", "2026-11-28", Age::Young),
        ] {
            assert_eq!(Age::of(day, today), age, "{day} {today}");
        }
    }
}
