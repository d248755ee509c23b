//! What every page stands in: the head with the policy, the styles, the script, and the foot.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::super::model::{Document, Tool};
use super::super::terminal::plain;

const STYLE: &str = include_str!("style.css");

/// The drafts of a page, each with what it is called: "old", "new".
pub(super) type Named<'r> = [(&'r str, &'r Document)];

/// What a page has beyond the style of all pages.
#[derive(Default)]
pub(super) struct Extras {
    /// A style of marks, and the media it is for: all where none is named.
    pub marks: Option<(&'static str, Option<&'static str>)>,
    pub script: Option<&'static str>,
}

/// The whole document around a body.
pub(super) fn page(tool: &Tool, title: &str, drafts: &Named<'_>, body: &Markup, extras: &Extras) -> Markup {
    let Extras { marks, script } = extras;
    let style = STYLE.replace("\r\n", "\n");
    let marks = marks.map(|(style, media)| (style.replace("\r\n", "\n"), media));
    let script = script.map(|script| script.replace("\r\n", "\n"));
    let foot = print_foot(drafts);
    let scripts = script.as_deref().map_or("'none'".to_owned(), hash);
    let styles: Vec<String> =
        [&style, &foot].into_iter().chain(marks.iter().map(|(style, _)| style)).map(|style| hash(style)).collect();
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {scripts}; base-uri 'none'; form-action 'none'",
        styles.join(" "),
    );
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ (tool.name) " " (tool.version) };
                title { (title) }
                style { (PreEscaped(&style)) }
                @if let Some((style, media)) = &marks { style media=[media] { (PreEscaped(style)) } }
                style { (PreEscaped(&foot)) }
            }
            body {
                (body)
                @if let Some(script) = &script { script { (PreEscaped(script)) } }
            }
        }
    }
}

pub(super) fn foot(tool: &Tool, drafts: &Named<'_>) -> Markup {
    html! {
        footer {
            p { "Derived comparison, not an official document. Where it matters, read the official text." }
            @for (name, document) in drafts {
                p.hash { (capital(name)) ": " (document.path) ", SHA-256 " code { (document.sha256) } }
            }
            p { (tool.name) " " (tool.version) ". The same files give the same page, byte for byte." }
        }
    }
}

/// "Old" of "old".
pub(super) fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| format!("{}{}", first.to_ascii_uppercase(), letters.as_str()))
}

/// "IH to EH", as far as the versions are told.
pub(super) fn versions(drafts: &[&Document]) -> String {
    let code = |document: &&Document| {
        document.version_code.as_deref().map_or_else(|| file_name(&document.path).to_owned(), str::to_uppercase)
    };
    drafts.iter().map(code).collect::<Vec<_>>().join(" to ")
}

pub(super) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A source of the Content Security Policy: the hash of an inline style or script.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The style that prints the files and their hashes at the foot of every sheet.
fn print_foot(drafts: &Named<'_>) -> String {
    let of = |(name, document): &(&str, &Document)| {
        let hash: String = document.sha256.chars().take(12).collect();
        format!("{name} {} ({hash})", file_name(&document.path))
    };
    let files = drafts.iter().map(of).collect::<Vec<_>>().join("   ");
    format!("@media print{{@page{{@bottom-left{{content:\"{}\"}}}}}}", css_string(&plain(&files)))
}

/// A text as the inside of a CSS string: all but letters, figures and a few marks as escapes.
fn css_string(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '_' | '-' | ' ' | '(' | ')' | ',' => out.push(c),
            c => out.push_str(&format!("\\{:x} ", u32::from(c))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::css_string;

    #[test]
    fn a_file_name_ends_no_style() {
        assert_eq!(css_string("a\"}</style>.xml"), "a\\22 \\7d \\3c \\2f style\\3e .xml");
    }
}
