//! The reactive state of the page: what was chosen, and where the site is.

use super::choice::Chosen;
use super::lines::{self, Site};
use crate::shell::Shell;
use crate::words::Message;
use leptos::prelude::*;

/// Every signal of the page. A handle: copying it copies no state.
#[derive(Clone, Copy)]
pub struct Store {
    shell: Shell,
    chosen: RwSignal<Chosen>,
    /// How often the start was set from outside the preview, which then begins anew.
    begun: RwSignal<usize>,
    /// The address of the folder that the site is in; none until the browser has told.
    site: RwSignal<String>,
}

/// How many previews differ in their looks.
const LOOKS: usize = 12;

impl Store {
    /// As the build draws it.
    pub fn opening() -> Self {
        Self {
            shell: Shell::opening(),
            chosen: RwSignal::new(Chosen::default()),
            begun: RwSignal::new(0),
            site: RwSignal::new(String::new()),
        }
    }

    /// The words, the locale and the theme.
    pub const fn shell(&self) -> Shell {
        self.shell
    }

    /// A text without parameters.
    pub fn text(&self, message: Message) -> String {
        self.shell.text(message)
    }

    /// What was chosen.
    pub fn chosen(&self) -> Chosen {
        self.chosen.get()
    }

    /// The fragment of a link to it.
    pub fn link(&self) -> String {
        self.chosen.with(Chosen::link)
    }

    /// Lines with the address of the site in them.
    pub fn lines(&self, of: impl FnOnce(Site<'_>, &Chosen) -> String) -> String {
        self.site.with(|site| self.chosen.with(|chosen| of(Site(site), chosen)))
    }

    /// The lines of a program.
    pub fn program(&self) -> String {
        self.chosen.with(lines::program)
    }

    /// The preview as a number: another one where another must be made.
    pub fn preview(&self) -> usize {
        let (kind, extent, theme) = self.chosen.with(|chosen| (chosen.kind, chosen.extent, chosen.theme));
        self.begun.get() * LOOKS + kind as usize * 6 + extent as usize * 3 + theme as usize
    }

    /// Where the site is.
    pub fn stand_at(&self, folder: String) {
        self.site.set(folder);
    }

    /// Something else was chosen.
    pub fn choose(&self, change: impl FnOnce(&mut Chosen)) {
        self.chosen.update(change);
    }

    /// The reader has set another start in the preview.
    pub fn start(&self, link: &str) {
        let chosen = self.chosen.get_untracked().starting(link);
        self.chosen.set(chosen);
    }

    /// What a link says is chosen.
    pub fn follow_link(&self, fragment: &str) {
        self.begin(Chosen::from_link(fragment));
    }

    /// Everything as at the beginning.
    pub fn reset(&self) {
        self.begin(Chosen::default());
    }

    fn begin(&self, chosen: Chosen) {
        self.chosen.set(chosen);
        self.begun.update(|begun| *begun += 1);
    }
}

#[cfg(test)]
mod tests {
    use super::super::choice::{Theme, Width};
    use super::*;

    #[test]
    fn what_is_set_in_the_preview_is_in_the_lines_and_the_preview_stays() {
        Owner::new().with(|| {
            let store = Store::opening();
            store.stand_at("https://example.org/".into());
            let before = store.preview();
            store.start("v1&lev=25&table=2026-09-29");
            assert_eq!(store.preview(), before);
            assert!(store.lines(|site, chosen| site.element(chosen)).contains(" leverage=\"25\""));
            store.choose(|chosen| chosen.width = Width::Half);
            assert_eq!(store.preview(), before);
            store.choose(|chosen| chosen.theme = Theme::Dark);
            assert_ne!(store.preview(), before);
            assert_eq!(store.link(), "v2&theme=dark&width=480&lev=25");
            store.reset();
            assert_eq!(store.link(), "v2");
            assert_ne!(store.preview(), before);
        });
    }
}
