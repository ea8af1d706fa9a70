//! Times the workloads natively.
#![allow(clippy::print_stdout, reason = "the numbers are what this program is for")]

use std::time::{Duration, Instant};

use margin_bench::{Workload, workloads};

const SAMPLES: usize = 50;
/// Long enough for the clock, short enough to be between two interruptions.
const SAMPLE: Duration = Duration::from_millis(5);

fn main() {
    println!("{:<46}{:>14}{:>14}{:>14}", "ns", "min", "median", "median each");
    for Workload { name, items, run } in workloads() {
        let times = repetitions(&run);
        let mut samples: Vec<f64> = (0..SAMPLES).map(|_| time(&run, times)).collect();
        samples.sort_by(f64::total_cmp);
        let (min, median) = (samples[0], samples[SAMPLES / 2]);
        let each = if items > 1 { format!("{:.0}", median / f64::from(items)) } else { String::new() };
        println!("{name:<46}{min:>14.0}{median:>14.0}{each:>14}");
    }
}

/// How often the workload runs within one sample; finding out warms it up.
fn repetitions(run: &dyn Fn()) -> u32 {
    let (started, mut times) = (Instant::now(), 0);
    while started.elapsed() < SAMPLE {
        run();
        times += 1;
    }
    times
}

/// Nanoseconds of one run, on the average of so many.
fn time(run: &dyn Fn(), times: u32) -> f64 {
    let started = Instant::now();
    for _ in 0..times {
        run();
    }
    started.elapsed().as_secs_f64() * 1e9 / f64::from(times)
}
