//! What was tried, and how often.

use std::collections::BTreeMap;
use std::fmt;

use margin_core::{ErrorCode, Event, Operation};

/// Every kind of operation.
const KINDS: [&str; 11] = [
    "open",
    "close",
    "add-margin",
    "remove-margin",
    "set-margin-mode",
    "set-leverage",
    "deposit",
    "withdraw",
    "mark",
    "fund",
    "open-opposite",
];

/// Every event.
const EVENTS: [&str; 12] = [
    "opened",
    "increased",
    "reduced",
    "closed",
    "margin-added",
    "margin-removed",
    "funded",
    "margin-mode-set",
    "leverage-set",
    "deposited",
    "withdrawn",
    "liquidated",
];

/// Every refusal of an operation on valid input.
const REFUSALS: [ErrorCode; 12] = [
    ErrorCode::InsufficientBalance,
    ErrorCode::InsufficientMargin,
    ErrorCode::NotIsolated,
    ErrorCode::ModeLocked,
    ErrorCode::LeverageLocked,
    ErrorCode::BeyondBankruptcy,
    ErrorCode::WouldLiquidate,
    ErrorCode::OutOfRange,
    ErrorCode::BeyondTable,
    ErrorCode::LeverageAboveTier,
    ErrorCode::MissingPrice,
    ErrorCode::UnsupportedCombination,
];

#[derive(Default)]
pub(crate) struct Coverage {
    pub(crate) steps: u64,
    /// Steps so close to a limit that the account and the model may differ, and did.
    pub(crate) skipped: u64,
    /// Limits named by refusals that were tried.
    pub(crate) limits: u64,
    /// By kind: accepted and refused.
    kinds: BTreeMap<&'static str, (u64, u64)>,
    events: BTreeMap<&'static str, u64>,
    refusals: BTreeMap<&'static str, u64>,
}

pub(crate) fn kind(operation: &Operation) -> &'static str {
    match operation {
        Operation::Open(_) => "open",
        Operation::Close { .. } => "close",
        Operation::AddMargin { .. } => "add-margin",
        Operation::RemoveMargin { .. } => "remove-margin",
        Operation::SetMarginMode { .. } => "set-margin-mode",
        Operation::SetLeverage { .. } => "set-leverage",
        Operation::Deposit { .. } => "deposit",
        Operation::Withdraw { .. } => "withdraw",
        Operation::Mark { .. } => "mark",
        Operation::Fund { .. } => "fund",
    }
}

impl Coverage {
    pub(crate) fn accepted(&mut self, kind: &'static str, events: &[Event]) {
        self.kinds.entry(kind).or_default().0 += 1;
        for event in events {
            *self.events.entry(event.kind()).or_default() += 1;
        }
    }

    pub(crate) fn refused(&mut self, kind: &'static str, code: ErrorCode) {
        self.kinds.entry(kind).or_default().1 += 1;
        *self.refusals.entry(code.as_str()).or_default() += 1;
    }

    /// What should have been tried and was not.
    pub(crate) fn never_seen(&self) -> Vec<String> {
        let mut missing = vec![];
        for kind in KINDS {
            let (accepted, refused) = self.kinds.get(kind).copied().unwrap_or_default();
            if accepted == 0 {
                missing.push(format!("{kind} accepted"));
            }
            if refused == 0 {
                missing.push(format!("{kind} refused"));
            }
        }
        missing.extend(EVENTS.iter().filter(|event| !self.events.contains_key(*event)).map(ToString::to_string));
        let codes = REFUSALS.map(ErrorCode::as_str);
        missing.extend(codes.iter().filter(|code| !self.refusals.contains_key(*code)).map(ToString::to_string));
        missing
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} steps, {} skipped, {} limits tried", self.steps, self.skipped, self.limits)?;
        for (kind, (accepted, refused)) in &self.kinds {
            writeln!(f, "{kind:16} {accepted:>8} accepted {refused:>8} refused")?;
        }
        for counts in [&self.events, &self.refusals] {
            writeln!(f)?;
            for (name, count) in counts {
                writeln!(f, "{name:24} {count:>8}")?;
            }
        }
        Ok(())
    }
}
