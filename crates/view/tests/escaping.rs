//! Whatever stands in a document, a browser reads it as text.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use proptest::prelude::*;
use satz_driver::{
    Document, Entities, Form, Mention, Metadata, SentenceSplitter, Span, Summarizer, Tokenizer,
};
use satz_view::Page;
use scraper::{ElementRef, Html, Node, Selector};

/// Elements that templates make; any other would come from a document.
const ELEMENTS: [&str; 46] = [
    "html", "head", "meta", "title", "style", "body", "script", "a", "header", "h1", "p", "form",
    "fieldset", "legend", "label", "input", "main", "div", "nav", "h2", "ol", "li", "section",
    "output", "table", "thead", "tr", "th", "tbody", "td", "bdi", "article", "h3", "details",
    "summary", "ul", "span", "mark", "aside", "button", "textarea", "select", "option", "strong",
    "em", "wbr",
];

/// A document with the stages' layers, mentions at `cuts` and the same string wherever one fits.
fn document(text: &str, name: &str, cuts: &[usize]) -> Document {
    let mut document = Document::new(text).unwrap();
    let field = || Some(name.to_owned());
    let metadata =
        Metadata { id: field(), title: field(), date: field(), language: field(), source: field() };
    document.insert(metadata).unwrap();
    document.apply(&Tokenizer::german()).unwrap();
    document.apply(&SentenceSplitter::german()).unwrap();
    document.apply(&Summarizer::german()).unwrap();
    document.insert(mentions(text, name, cuts)).unwrap();
    document
}

/// Mentions between neighbouring cuts, some with another one inside.
fn mentions(text: &str, label: &str, cuts: &[usize]) -> Entities {
    let boundary = |cut: &usize| {
        let at = cut % (text.len() + 1);
        (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
    };
    let mut edges: Vec<_> = cuts.iter().map(boundary).collect();
    edges.sort_unstable();
    edges.dedup();
    let mention = |start: usize, end: usize, form| {
        let offset = |byte| u32::try_from(byte).unwrap();
        let span = Span::new(offset(start), offset(end));
        Mention { score: Some(0.5), ..Mention::new(span, label, form) }
    };
    let mentions = edges.chunks(3).flat_map(|edges| match *edges {
        [start, middle, end] => {
            vec![mention(start, end, Form::Part), mention(start, middle, Form::Derived)]
        }
        [start, end] => vec![mention(start, end, Form::Name)],
        _ => Vec::new(),
    });
    Entities::try_new(mentions).unwrap()
}

fn select<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// The text nodes of an element, with the letters that stand-ins name in their places.
fn text_of(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        match node.value() {
            Node::Text(nodes) => text.push_str(nodes),
            Node::Element(element) => text.extend(element.attr("data-code").map(letter)),
            _ => {}
        }
    }
    text
}

fn letter(code: &str) -> char {
    let number = u32::from_str_radix(code.strip_prefix("U+").unwrap(), 16).unwrap();
    char::from_u32(number).unwrap()
}

fn check(text: &str, name: &str, cuts: &[usize]) {
    let mut page = Page::new(name);
    page.add(&document(text, name, cuts), None);
    page.add(&Document::new(text).unwrap(), None);
    let html = Html::parse_document(&page.render());
    for shown in select(&html, ".text") {
        assert_eq!(text_of(shown), text);
    }
    assert_eq!(text_of(select(&html, "h1")[0]), name);
    assert_eq!(text_of(select(&html, "article h2")[0]), name);
    let foreign: Vec<_> = select(&html, "*")
        .into_iter()
        .map(|element| element.value().name())
        .filter(|name| !ELEMENTS.contains(name))
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    assert_eq!(select(&html, "script").len(), 1);
    assert_eq!(select(&html, "style").len(), 1);
    assert!(select(&html, "[href]:not([href^='#']), [src], [style]").is_empty());
}

#[test]
fn hostile_strings_are_text() {
    let cases = [
        ("script", "<script>alert(1)</script>"),
        ("ends of raw text", "</style></title></script></textarea><img src=x onerror=alert(1)>"),
        ("quotes", "\"'` onmouseover=\"alert(1)"),
        ("comments and sections", "<!-- --> ]]> <![CDATA[ <?xml ?> <!doctype x>"),
        ("character references", "&lt; &amp;lt; &#0; &#x202e; &NotEqualTilde;"),
        ("addresses", "javascript:alert(1) data:text/html,x"),
        ("reading directions", "\u{202e}a\u{2066}b\u{2067}c\u{2069}\u{202c}\u{200f}"),
        ("controls", "\0\u{1}\u{7}\u{b}\u{c}\u{1b}[31m\u{7f}\u{85}\u{9f}"),
        ("line ends", "a\r\nb\rc\n\n\nd\u{2028}e"),
        ("letters outside the plane", "👩\u{200d}🚒 \u{fffd}\u{fffe}\u{10ffff}"),
        ("nothing", ""),
    ];
    for (name, hostile) in cases {
        check(&format!("{hostile}\n\nDanach. {hostile}"), hostile, &[0, 3, 9, 20, 30]);
        assert!(!hostile.is_empty() || name == "nothing");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_text(
        text in "(\\PC|[<>&\"'/\r\n\t\u{0}-\u{1f}\u{202a}-\u{202e}. ]){0,120}",
        name in "(\\PC|[<>&\"'\u{0}\u{202e}\r\n]){0,20}",
        cuts in prop::collection::vec(any::<usize>(), 0..12),
    ) {
        check(&text, &name, &cuts);
    }
}
