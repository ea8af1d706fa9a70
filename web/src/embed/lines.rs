//! What is to be pasted.

use super::choice::{Choice, Chosen, Extent, Theme, Width};
use crate::link::{Key as _, VERSION_2};

/// The address of a folder, and the folder itself, with its last stroke.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a>(pub &'a str);

impl Site<'_> {
    /// What is before the path: whom a policy names.
    pub fn origin(self) -> String {
        let after = self.0.find("://").map_or(0, |at| at + 3);
        let end = self.0.get(after..).and_then(|rest| rest.find('/')).map_or(self.0.len(), |at| after + at);
        self.0.get(..end).unwrap_or_default().to_owned()
    }

    /// The element's two lines.
    pub fn element(self, chosen: &Chosen) -> String {
        [
            "<script type=\"module\" src=\"",
            self.0,
            "widget/v1/element.js\"></script>\n<isolated-margin",
            &attributes_of(chosen),
            "></isolated-margin>",
        ]
        .concat()
    }

    /// The address that is framed.
    pub fn framed(self, chosen: &Chosen) -> String {
        let mut address = [self.0, "embed.html"].concat();
        let looks = [
            (chosen.theme != Theme::Page).then(|| ["theme=", chosen.theme.code()].concat()),
            (chosen.extent == Extent::Outcomes).then(|| "readonly".to_owned()),
        ];
        let looks: Vec<String> = looks.into_iter().flatten().collect();
        if !looks.is_empty() {
            address.push('?');
            address.push_str(&looks.join("&"));
        }
        if !chosen.start.is_empty() {
            address.push('#');
            address.push_str(VERSION_2);
            for (key, value) in &chosen.start {
                address.push_str(&["&", key.code(), "=", value].concat());
            }
        }
        address
    }

    /// The frame's lines: round the frame is what tells its style how wide it is.
    pub fn frame(self, chosen: &Chosen) -> String {
        let width = match chosen.width {
            Width::Full => String::new(),
            width => ["; max-width: ", width.code(), "px"].concat(),
        };
        let (plain, by_width) = height(chosen);
        [
            "<div style=\"container-type: inline-size; width: 100%",
            &width,
            "\">\n<iframe src=\"",
            &self.framed(chosen).replace('&', "&amp;"),
            "\" title=\"Isolated Margin\" width=\"100%\" height=\"",
            plain,
            "\" style=\"border: 0; height: ",
            by_width,
            "\" sandbox=\"allow-scripts\" loading=\"lazy\" referrerpolicy=\"no-referrer\"></iframe>\n</div>",
        ]
        .concat()
    }

    /// The line that lets a frame be as high as it must.
    pub fn resize(self) -> String {
        ["<script type=\"module\" src=\"", self.0, "widget/v1/resize.js\"></script>"].concat()
    }

    /// What a policy must allow for the element, and for the frame.
    pub fn policies(self) -> [String; 2] {
        let origin = self.origin();
        [
            ["script-src ", &origin, " 'wasm-unsafe-eval'; connect-src ", &origin].concat(),
            ["frame-src ", &origin].concat(),
        ]
    }
}

/// The same in a program.
pub fn program(chosen: &Chosen) -> String {
    [
        "// npm install isolated-margin\nimport \"isolated-margin/element\";\n\n// <isolated-margin",
        &attributes_of(chosen),
        "></isolated-margin>",
    ]
    .concat()
}

/// The attributes, each with a space before it.
fn attributes_of(chosen: &Chosen) -> String {
    let mut all = chosen.attributes();
    if chosen.width != Width::Full {
        all.push(("style", ["max-width: ", chosen.width.code(), "px"].concat()));
    }
    let text = |(name, value): (&str, String)| match value.as_str() {
        "" => [" ", name].concat(),
        value => [" ", name, "=\"", &escaped(value), "\""].concat(),
    };
    all.into_iter().map(text).collect()
}

/// A text as it is written between quotes in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// As high as a frame must be where nothing tells it: a little more than the calculator is. First where styles are not
/// allowed, at the chosen width; then by the width that there is, which may be less: a phone is narrower than a column.
///
/// `100cqi` is that width. The calculator gets higher as it gets narrower, the more the narrower it is, and the whole of
/// it is much lower from 981 px on, where it has two columns. A test measures it at many widths.
const fn height(chosen: &Chosen) -> (&'static str, &'static str) {
    let plain = match (chosen.extent, chosen.width) {
        (Extent::Whole, Width::Full) => "1820",
        (Extent::Whole, Width::Column) => "1820",
        (Extent::Whole, Width::Half) => "2030",
        (Extent::Whole, Width::Narrow) => "2360",
        (Extent::Outcomes, Width::Full | Width::Column) => "1160",
        (Extent::Outcomes, Width::Half) => "1140",
        (Extent::Outcomes, Width::Narrow) => "1430",
    };
    let by_width = match chosen.extent {
        Extent::Whole => "max(1280px, min((981px - 100cqi) * 2000, max(1880px, 4800px - 750cqi, 2500px - 80cqi)))",
        Extent::Outcomes => "max(1190px, 3620px - 667cqi, 1738px - 114cqi)",
    };
    (plain, by_width)
}

#[cfg(test)]
mod tests {
    use super::super::choice::Kind;
    use super::*;

    const SITE: Site<'_> = Site("https://example.org/tools/");

    fn chosen() -> Chosen {
        let chosen = Chosen {
            kind: Kind::Element,
            extent: Extent::Outcomes,
            theme: Theme::Dark,
            width: Width::Half,
            start: vec![],
        };
        chosen.starting("v1&side=short&lev=20&market=flat&rate=0.01")
    }

    #[test]
    fn the_shortest_lines_are_two() {
        assert_eq!(
            SITE.element(&Chosen::default()),
            "<script type=\"module\" src=\"https://example.org/tools/widget/v1/element.js\"></script>\n<isolated-margin></isolated-margin>"
        );
        assert_eq!(SITE.framed(&Chosen::default()), "https://example.org/tools/embed.html");
    }

    #[test]
    fn what_was_chosen_stands_in_the_lines() {
        assert!(SITE.element(&chosen()).ends_with(
            "<isolated-margin market=\"flat\" side=\"short\" leverage=\"20\" maintenance-rate=\"0.01\" theme=\"dark\" readonly style=\"max-width: 480px\"></isolated-margin>"
        ));
        assert_eq!(
            SITE.framed(&chosen()),
            "https://example.org/tools/embed.html?theme=dark&readonly#v2&market=flat&side=short&lev=20&rate=0.01"
        );
        let frame = SITE.frame(&chosen());
        assert!(
            frame.contains("&amp;lev=20") && frame.contains("height=\"1140\"") && frame.contains("max-width: 480px\">")
        );
        assert!(program(&chosen()).contains("import \"isolated-margin/element\";"));
    }

    #[test]
    fn policies_name_the_origin() {
        assert_eq!(SITE.origin(), "https://example.org");
        assert_eq!(Site("http://127.0.0.1:8080/").policies()[1], "frame-src http://127.0.0.1:8080");
        assert_eq!(Site("").origin(), "");
    }
}
