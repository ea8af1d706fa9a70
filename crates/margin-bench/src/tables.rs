//! The venues' tables: what choosing a venue costs, and each letter that is typed into its search.

use std::hint::black_box;

use margin_venues::VenueTables;

use crate::Workload;

const BINANCE: &str = include_str!("../../margin-venues/tables/binance-usdm.txt");
pub(crate) const FILES: [&str; 11] = [
    BINANCE,
    include_str!("../../margin-venues/tables/binance-coinm.txt"),
    include_str!("../../margin-venues/tables/bitget.txt"),
    include_str!("../../margin-venues/tables/bitmex.txt"),
    include_str!("../../margin-venues/tables/bybit.txt"),
    include_str!("../../margin-venues/tables/dydx-v4.txt"),
    include_str!("../../margin-venues/tables/gate.txt"),
    include_str!("../../margin-venues/tables/hyperliquid.txt"),
    include_str!("../../margin-venues/tables/kraken.txt"),
    include_str!("../../margin-venues/tables/okx.txt"),
    include_str!("../../margin-venues/tables/phemex.txt"),
];

fn read(text: &str) -> VenueTables {
    VenueTables::parse(text).expect("the files are in order")
}

pub(crate) fn workloads() -> Vec<Workload> {
    let binance = read(BINANCE);
    let all = FILES.map(read);
    let count = |tables: &VenueTables| u32::try_from(tables.len()).unwrap_or(u32::MAX);
    vec![
        Workload {
            name: "tables: read Binance's file".to_owned(),
            items: count(&binance),
            run: Box::new(|| {
                black_box(read(black_box(BINANCE)));
            }),
        },
        Workload {
            name: "tables: read it and build every market".to_owned(),
            items: count(&binance),
            run: Box::new(|| {
                let tables = read(black_box(BINANCE));
                for symbol in tables.symbols() {
                    black_box(tables.market(symbol)).expect("it is listed");
                }
            }),
        },
        Workload {
            name: format!("search: a letter typed, {} symbols", all.iter().map(count).sum::<u32>()),
            items: 4,
            run: Box::new(move || {
                for query in ["u", "us", "usd", "btc"] {
                    for tables in &all {
                        black_box(tables.search(black_box(query), "2026-09-29"));
                    }
                }
            }),
        },
    ]
}
