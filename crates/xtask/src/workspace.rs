//! Where things are, and which versions of the tools the repository asks for.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use crate::failure::{Failure, Result};

/// The repository this program belongs to.
pub struct Workspace {
    pub root: PathBuf,
}

impl Workspace {
    /// The repository: asked of cargo when it runs this program, so that a moved checkout still works.
    pub fn find() -> Self {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest).ancestors().nth(2).map(Path::to_path_buf);
        Self { root: root.unwrap_or_default() }
    }

    /// The folder git ignores that holds the tools of this repository.
    pub fn tools(&self) -> PathBuf {
        self.root.join(".tools")
    }

    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// `PATH` for every child: the repository's own tools first, then the user's.
    pub fn path(&self) -> OsString {
        let own = [self.tools().join("bin"), self.root.join("node_modules").join(".bin")];
        let users = env::var_os("PATH").unwrap_or_default();
        env::join_paths(own.into_iter().chain(env::split_paths(&users))).unwrap_or(users)
    }

    pub fn read(&self, file: &str) -> Result<String> {
        fs::read_to_string(self.root.join(file))
            .map_err(|error| Failure::new(format!("{file} cannot be read: {error}")))
    }

    /// The version of wasm-bindgen in `Cargo.lock`: its command-line tool must be exactly that one.
    pub fn wasm_bindgen_version(&self) -> Result<String> {
        let lock = self.read("Cargo.lock")?;
        value_after(&lock, "name = \"wasm-bindgen\"\nversion = \"")
            .ok_or_else(|| Failure::new("Cargo.lock names no wasm-bindgen: run `cargo generate-lockfile`"))
    }

    /// The version of the project, which is that of the npm package.
    pub fn package_version(&self) -> Result<String> {
        value_after(&self.read("crates/margin-wasm/npm/package.json")?, "\"version\": \"")
            .ok_or_else(|| Failure::new("crates/margin-wasm/npm/package.json has no version"))
    }

    /// The version of Trunk that `Trunk.toml` demands.
    pub fn trunk_version(&self) -> Result<String> {
        let configuration = self.read("Trunk.toml")?;
        value_after(&configuration, "trunk-version = \"=")
            .ok_or_else(|| Failure::new("Trunk.toml has no line `trunk-version = \"=…\"`"))
    }
}

/// The text between `opening` and the next quotation mark.
fn value_after(text: &str, opening: &str) -> Option<String> {
    let (_, rest) = text.split_once(opening)?;
    rest.split_once('"').map(|(value, _)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_their_one_place() {
        let workspace = Workspace::find();
        assert!(workspace.wasm_bindgen_version().unwrap().starts_with("0.2."));
        assert!(workspace.trunk_version().unwrap().starts_with("0.21."));
    }
}
