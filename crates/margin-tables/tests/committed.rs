//! What is committed is what the sources give, to the byte.

use margin_tables::{files, venues_crate};

#[test]
fn the_committed_files_are_those_that_the_sources_give() {
    let folder = venues_crate();
    let made = files(&folder).unwrap();
    for (path, text) in &made {
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(committed == *text, "{} differs from its source: run `cargo xtask tables`", path.display());
    }
    let tables = std::fs::read_dir(folder.join("tables")).unwrap().count();
    assert_eq!(tables, made.len() - 1, "a file in tables/ that no source gives");
}
