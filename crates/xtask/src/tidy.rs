//! Rules of the house that a program can check. Each is one check of the test suite.

use std::path::Path;

use crate::{
    failure::{Failure, Result},
    process::{ask, cargo, command},
    tally::Tally,
    workspace::Workspace,
};

/// The longest a source file may be.
const LINES: usize = 600;

/// A rule: its sentence, and where it is broken.
type Rule = (&'static str, fn(&Sources<'_>) -> Result<Vec<String>>);

const RULES: [Rule; 7] = [
    ("margin-core depends on rust_decimal alone", core_dependencies),
    ("no float and no arbitrary precision in rust_decimal's serde features", decimal_features),
    ("no floating point in margin-core", core_floats),
    ("no registry host and no path of one machine in a file", machine_paths),
    ("no source file is longer than 600 lines", long_files),
    ("every relative link of the Markdown files leads somewhere", dead_links),
    ("no test is ignored, left out, expected to panic or asleep", tests_that_do_not_test),
];

/// The files of the repository, as git knows them, with their text.
struct Sources<'a> {
    workspace: &'a Workspace,
    files: Vec<(String, String)>,
}

/// Checks every rule, and prints each place that breaks one.
pub fn tidy(workspace: &Workspace) -> Tally {
    let sources = match Sources::read(workspace) {
        Ok(sources) => sources,
        Err(failure) => {
            println!("      {failure}");
            return Tally::FAILED;
        }
    };
    let mut tally = Tally::default();
    for (sentence, broken) in RULES {
        let places = broken(&sources).unwrap_or_else(|failure| vec![failure.to_string()]);
        tally += if places.is_empty() { Tally::PASSED } else { Tally::FAILED };
        if !places.is_empty() {
            println!("      {sentence}, but:");
        }
        for place in places {
            println!("        {place}");
        }
    }
    tally
}

impl<'a> Sources<'a> {
    fn read(workspace: &'a Workspace) -> Result<Self> {
        let mut list = command(workspace, "git");
        list.args(["ls-files", "--cached", "--others", "--exclude-standard"]);
        let names =
            ask(&mut list).ok_or_else(|| Failure::new("`git ls-files` fails: the rules need a git checkout."))?;
        let text = |name: &str| std::fs::read_to_string(workspace.root.join(name)).ok();
        let files = names.lines().filter_map(|name| Some((name.to_owned(), text(name)?))).collect();
        Ok(Self { workspace, files })
    }

    /// The files with one of these extensions.
    fn with_extension(&self, extensions: &[&str]) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter(|(name, _)| name.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension)))
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

fn core_dependencies(sources: &Sources<'_>) -> Result<Vec<String>> {
    let tree = tree(sources, "--package margin-core --edges normal --depth 1 --target all")?;
    Ok(tree.lines().skip(1).filter(|line| !line.starts_with("rust_decimal ")).map(str::to_owned).collect())
}

fn decimal_features(sources: &Sources<'_>) -> Result<Vec<String>> {
    let tree = tree(sources, "--workspace --edges features --target all --invert rust_decimal")?;
    let forbidden = |line: &&str| {
        line.strip_prefix("rust_decimal feature \"")
            .is_some_and(|feature| feature.contains("float") || feature.contains("arbitrary-precision"))
    };
    let mut lines: Vec<String> = tree.lines().filter(forbidden).map(str::to_owned).collect();
    lines.dedup();
    Ok(lines)
}

fn tree(sources: &Sources<'_>, options: &str) -> Result<String> {
    ask(&mut cargo(sources.workspace, &format!("tree --prefix none {options}")))
        .ok_or_else(|| Failure::new(format!("`cargo tree {options}` fails.")))
}

fn core_floats(sources: &Sources<'_>) -> Result<Vec<String>> {
    let core = sources.with_extension(&["rs"]).filter(|(name, _)| name.starts_with("crates/margin-core/src/"));
    let float = |line: &str| {
        let code = line.split("//").next().unwrap_or_default();
        code.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|word| ["f32", "f64"].contains(&word))
    };
    Ok(lines(core, float))
}

fn machine_paths(sources: &Sources<'_>) -> Result<Vec<String>> {
    let root = sources.workspace.root.to_string_lossy().into_owned();
    // In pieces, so that this file does not break its own rule.
    let mut traces: Vec<String> = ["/home|/", "/Users|/", "/root|/", "registry.|npmjs.org", "static.|crates.io"]
        .map(|pieces| pieces.replace('|', ""))
        .to_vec();
    if sources.workspace.root.components().count() > 2 {
        traces.push(root);
    }
    let files = sources.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Ok(lines(files, |line| traces.iter().any(|trace| line.contains(trace.as_str()))))
}

fn long_files(sources: &Sources<'_>) -> Result<Vec<String>> {
    let long = sources.with_extension(&["rs", "mjs", "js", "css", "html"]).filter_map(|(name, text)| {
        let lines = text.lines().count();
        (lines > LINES).then(|| format!("{name} has {lines}"))
    });
    Ok(long.collect())
}

fn dead_links(sources: &Sources<'_>) -> Result<Vec<String>> {
    let mut dead = Vec::new();
    for (name, text) in sources.with_extension(&["md"]) {
        let folder = sources.workspace.root.join(Path::new(name).parent().unwrap_or(Path::new("")));
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            let path = link.split(['#', ' ']).next().unwrap_or_default();
            let elsewhere = path.is_empty() || path.contains("://") || path.starts_with("mailto:");
            if !elsewhere && !folder.join(path).exists() {
                dead.push(format!("{name}: {link}"));
            }
        }
    }
    Ok(dead)
}

fn tests_that_do_not_test(sources: &Sources<'_>) -> Result<Vec<String>> {
    let signs =
        ["#[ig|nore", "should_|panic", "thread::|sleep", "test.|only", "test.|skip", "test.|todo", "waitFor|Timeout"]
            .map(|pieces| pieces.replace('|', ""));
    Ok(lines(sources.with_extension(&["rs", "mjs"]), |line| signs.iter().any(|sign| line.contains(sign.as_str()))))
}

/// The places of the lines that break a rule.
fn lines<'a>(files: impl Iterator<Item = (&'a str, &'a str)>, broken: impl Fn(&str) -> bool) -> Vec<String> {
    let mut places = Vec::new();
    for (name, text) in files {
        let numbered = text.lines().enumerate().filter(|(_, line)| broken(line));
        places.extend(numbered.map(|(number, line)| format!("{name}:{}: {}", number + 1, line.trim())));
    }
    places
}
