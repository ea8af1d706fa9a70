//! What each venue's sources need, beside what they say themselves: which files they are, what their tables mean,
//! and which of their markets are left out.

/// Where the leverage of a tier is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leverage {
    /// As the venue publishes it.
    Published,
    /// It follows from the initial margin rate, as its reciprocal; the source's own figure is rounded.
    FromInitialRate,
}

/// One file of tables.
pub(crate) struct Venue {
    pub(crate) code: &'static str,
    /// The date of the tables that have none of their own.
    pub(crate) date: &'static str,
    /// Form and basis, as the venue's rules have them.
    pub(crate) tiers: &'static str,
    /// The coin in which most of its markets settle.
    pub(crate) settle: &'static str,
    /// The smallest amount that the venue counts of it, where it counts in whole ones.
    pub(crate) settlement_unit: Option<&'static str>,
    pub(crate) origin: &'static str,
    pub(crate) leverage: Leverage,
    /// The taker fee where a market states none.
    pub(crate) taker_fee: Option<&'static str>,
    /// What liquidation costs where the rest is returned.
    pub(crate) liquidation_fee: Option<&'static str>,
    /// The file of `data/ticks/` with the price steps of its markets, where the tables' sources have none.
    pub(crate) ticks: Option<&'static str>,
    /// Whether the sources hold first tiers alone, however many the venue has.
    pub(crate) first_tiers_only: bool,
    /// The files of `data/tiers/`. Of a market that is in several, the older tables are kept with their day in the symbol.
    pub(crate) sources: &'static [SourceFile],
    /// Markets of the sources that are not made into tables, each with the reason.
    pub(crate) left_out: &'static [(&'static str, &'static str)],
}

pub(crate) struct SourceFile {
    pub(crate) name: &'static str,
    /// Its date.
    pub(crate) date: &'static str,
}

const NO_CONTRACT_SIZE: &str = "what a contract is worth is not in the source";

/// Every venue, in the order of its code.
pub(crate) const VENUES: [Venue; 11] = [
    Venue {
        origin: "ccxt/ccxt, issue 9500, a log of the venue's answer, in excerpts",
        ..venue("binance-coinm", "2021-07-01", "marginal value", "BNB", &[file("binance-coinm-2021", "2021-07-01")])
    },
    Venue {
        origin: "freqtrade/freqtrade, freqtrade/exchange/binance_leverage_tiers.json, release 2026.9",
        ticks: Some("binance-usdm"),
        ..venue("binance-usdm", "2026-09-29", "marginal value", "USDT", &[file("binance-usdm", "2026-09-29")])
    },
    Venue {
        origin: "BYTEX-TRADE/bytex, BitgetPayloads.cs, recorded from the venue",
        ..venue("bitget", "2026-09-25", "marginal value", "USDT", &[file("bitget", "2026-09-25")])
    },
    Venue {
        origin: "bmoscon/cryptofeed, sample_data/BITMEX.0, and nautechsystems/nautilus_trader, \
                 http_get_instrument_xbtusd.json: a base and a step, expanded",
        leverage: Leverage::FromInitialRate,
        // A satoshi.
        settlement_unit: Some("0.00000001"),
        ..venue("bitmex", "2021-07-22", "whole value", "XBT", &[file("bitmex", "2021-07-22")])
    },
    Venue {
        origin: "mohsenjfar/user_data, data/bybit/futures/leverage_tiers_USDT.json; \
                 erzhan12/grid-bot-validation, conf/risk_limits_cache.json; tests of three clients, of 2026-09",
        ..venue(
            "bybit",
            "2024-12-25",
            "marginal value",
            "USDT",
            &[file("bybit-2026-09", "2026-09-17"), file("bybit-2026", "2026-02-26"), file("bybit", "2024-12-25")],
        )
    },
    Venue {
        origin: "dydxprotocol/v4-chain, protocol/scripts/genesis/sample_pregenesis.json, repository of this date",
        // The most that the protocol's own settings allow, at genesis.
        liquidation_fee: Some("0.015"),
        leverage: Leverage::FromInitialRate,
        ..venue("dydx-v4", "2026-03-04", "marginal value", "USDC", &[file("dydx-v4", "2026-03-04")])
    },
    Venue {
        origin: "bmoscon/cryptofeed, sample_data/GATEIO_FUTURES.0, and BYTEX-TRADE/bytex, GatePayloads.cs: \
                 first tiers alone; BTC_USDT from the venue's answer of 2026-08",
        first_tiers_only: true,
        ..venue(
            "gate",
            "2023-05-24",
            "marginal value",
            "USDT",
            &[file("gate-2026", "2026-08-09"), file("gate", "2023-05-24")],
        )
    },
    Venue {
        origin: "Agentic-Sciences/crypto-research, data/hyperliquid_meta.json; rates are 1/(2 max leverage)",
        ..venue("hyperliquid", "2026-03-10", "marginal value", "USDC", &[file("hyperliquid", "2026-03-10")])
    },
    Venue {
        origin: "bmoscon/cryptofeed, sample_data/KRAKEN_FUTURES.0, and BYTEX-TRADE/bytex, KrakenPayloads.cs",
        leverage: Leverage::FromInitialRate,
        ..venue("kraken", "2026-09-25", "whole value", "USD", &[file("kraken", "2026-09-25")])
    },
    Venue {
        origin: "loveolu/crypto-strategy-research, user_data/data/okx/futures/leverage_tiers_USDT.json, and \
                 BYTEX-TRADE/bytex, OkxPayloads.cs",
        // The fee that the venue's requirement counts, as its page on margin has it.
        taker_fee: Some("0.0005"),
        left_out: &[
            ("0G-USDT-SWAP", NO_CONTRACT_SIZE),
            ("ETHFI-USDT-SWAP", NO_CONTRACT_SIZE),
            ("SNX-USDT-SWAP", NO_CONTRACT_SIZE),
            ("SOXL-USDT-SWAP", NO_CONTRACT_SIZE),
            ("YB-USDT-SWAP", NO_CONTRACT_SIZE),
        ],
        ..venue("okx", "2026-05-28", "whole size", "USDT", &[file("okx-2026", "2026-05-28")])
    },
    Venue {
        origin: "bmoscon/cryptofeed, sample_data/PHEMEX.0",
        leverage: Leverage::FromInitialRate,
        left_out: &[("FLOWUSD", NO_CONTRACT_SIZE), ("LENDUSD", NO_CONTRACT_SIZE), ("VETUSD", NO_CONTRACT_SIZE)],
        ..venue("phemex", "2021-07-03", "marginal value", "USD", &[file("phemex", "2021-07-03")])
    },
];

const fn file(name: &'static str, date: &'static str) -> SourceFile {
    SourceFile { name, date }
}

const fn venue(
    code: &'static str,
    date: &'static str,
    tiers: &'static str,
    settle: &'static str,
    sources: &'static [SourceFile],
) -> Venue {
    Venue {
        code,
        date,
        tiers,
        settle,
        settlement_unit: None,
        origin: "",
        leverage: Leverage::Published,
        taker_fee: None,
        liquidation_fee: None,
        ticks: None,
        first_tiers_only: false,
        sources,
        left_out: &[],
    }
}
