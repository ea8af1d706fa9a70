//! How the build writes an element.

use super::{Content, Element, Keyed, Parts, TEXT};
use leptos::prelude::*;

impl Element {
    /// Returns the element with all that is in it, in the state in which it opens.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut html = String::new();
        self.write(&mut html, None);
        html
    }

    /// Writes it; within a list with what is chosen there, for HTML says so at the option.
    fn write(&self, html: &mut String, chosen: Option<&str>) {
        let this = &*self.0;
        if this.tag == TEXT {
            return this.write_content(html, None);
        }
        html.push('<');
        html.push_str(this.tag);
        let mut classes = String::new();
        let mut is_chosen = false;
        for (name, value) in &this.attributes {
            let value = value.now();
            is_chosen |= *name == "value" && chosen == Some(&value);
            match *name {
                "class" => classes.push_str(&value),
                _ => write_attribute(html, name, &value),
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
        let value = this.value.map(|value| value.get_untracked());
        if let Some(value) = &value
            && this.tag != "select"
        {
            write_attribute(html, "value", value);
        }
        if this.checked.is_some_and(|checked| checked.get_untracked()) {
            html.push_str(" checked");
        }
        if is_chosen {
            html.push_str(" selected");
        }
        html.push('>');
        if this.tag == "input" {
            return;
        }
        this.write_content(html, value.as_deref());
        html.push_str("</");
        html.push_str(this.tag);
        html.push('>');
    }
}

impl Parts {
    fn write_content(&self, html: &mut String, chosen: Option<&str>) {
        match &self.content {
            Content::Nothing => {}
            Content::Text(text) => escape(html, &text.now()),
            Content::Elements(children) => children.iter().for_each(|child| child.write(html, chosen)),
            Content::Keyed(Keyed { keys, make }) => {
                untrack(keys).into_iter().for_each(|key| make(key).write(html, chosen));
            }
        }
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
    use super::super::{element, space, words};
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

    #[test]
    fn what_is_chosen_in_a_list_is_said_at_its_option() {
        Owner::new().with(|| {
            let option = |code: &str| element("option").with("value", code).text(code.to_owned());
            let list = element("select").value(live(|| "b".to_owned())).children([option("a"), option("b")]);
            assert_eq!(
                list.to_html(),
                "<select><option value=\"a\">a</option><option value=\"b\" selected>b</option></select>"
            );
        });
    }

    #[test]
    fn a_text_can_stand_among_elements() {
        Owner::new().with(|| {
            let line = element("small").children([words(live(|| "lost & ".to_owned())), element("b").text("5")]);
            assert_eq!(line.to_html(), "<small>lost &amp; <b>5</b></small>");
        });
    }
}
