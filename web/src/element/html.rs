//! How the build writes an element.

use super::{Content, Element, Keyed, SPACE};
use leptos::prelude::*;

impl Element {
    /// Writes the element with all that is in it, in the state in which it opens.
    pub(super) fn write(&self, html: &mut String) {
        let this = &*self.0;
        if this.tag == SPACE {
            return html.push_str(SPACE);
        }
        html.push('<');
        html.push_str(this.tag);
        let mut classes = String::new();
        for (name, value) in &this.attributes {
            match *name {
                "class" => classes.push_str(&value.now()),
                _ => write_attribute(html, name, &value.now()),
            }
        }
        for (name, condition) in &this.classes {
            if condition.get_untracked() {
                if !classes.is_empty() {
                    classes.push(' ');
                }
                classes.push_str(name);
            }
        }
        if !classes.is_empty() {
            write_attribute(html, "class", &classes);
        }
        if let Some(value) = this.value {
            write_attribute(html, "value", &value.get_untracked());
        }
        if this.checked.is_some_and(|checked| checked.get_untracked()) {
            html.push_str(" checked");
        }
        html.push('>');
        if this.tag == "input" {
            return;
        }
        match &this.content {
            Content::Nothing => {}
            Content::Text(text) => escape(html, &text.now()),
            Content::Elements(children) => children.iter().for_each(|child| child.write(html)),
            Content::Keyed(Keyed { keys, make }) => {
                untrack(keys).into_iter().for_each(|key| make(key).write(html));
            }
        }
        html.push_str("</");
        html.push_str(this.tag);
        html.push('>');
    }
}

fn write_attribute(html: &mut String, name: &str, text: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    escape(html, text);
    html.push('"');
}

fn escape(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{element, space};
    use crate::components::{flag, live};
    use leptos::prelude::*;

    #[test]
    fn elements_are_written_as_they_stand() {
        Owner::new().with(|| {
            let page = element("p")
                .class("said")
                .class_if("loud", flag(|| true))
                .class_if("quiet", flag(|| false))
                .with("title", live(|| "a \"b\" <c> & d".to_owned()))
                .children([
                    element("b").text("1 < 2"),
                    space(),
                    element("input").with("type", "radio").value(live(|| "x".to_owned())).checked(flag(|| true)),
                    element("ol").keyed(|| vec![2, 1], |key| element("li").text(key.to_string())),
                ]);
            assert_eq!(
                page.to_html(),
                "<p title=\"a &quot;b&quot; &lt;c> &amp; d\" class=\"said loud\"><b>1 &lt; 2</b> \
                 <input type=\"radio\" value=\"x\" checked><ol><li>2</li><li>1</li></ol></p>"
            );
        });
    }
}
