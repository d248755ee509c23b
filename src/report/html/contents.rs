//! The contents: the tree of parts and sections, each part with how many in it differ.

use maud::{Markup, html};

use super::{Page, kind, path_length, sign, whole_title};

/// Deepest nesting of the list: division, title, subtitle, chapter, part, agency, section.
const DEEPEST: usize = 7;

/// A provision and what stands under it.
struct Node {
    at: usize,
    under: Vec<Node>,
}

impl Page<'_> {
    pub(super) fn contents(&self) -> Markup {
        let quiet = self.report.provisions.iter().filter(|provision| provision.is_quiet()).count();
        html! {
            nav.contents aria-labelledby="contents" {
                details open {
                    summary { h2 #contents { "Contents" } }
                    @if quiet > 0 && quiet < self.report.provisions.len() {
                        label.only { input #only type="checkbox" checked; " Only what differs" }
                    }
                    (self.list(&self.tree()))
                }
            }
        }
    }

    /// Provisions nested by the length of their paths.
    fn tree(&self) -> Vec<Node> {
        let mut open: Vec<Vec<Node>> = vec![Vec::new()];
        for (at, provision) in self.report.provisions.iter().enumerate() {
            let depth = path_length(provision).min(DEEPEST - 1);
            while open.len() > depth + 1 {
                close(&mut open);
            }
            // Below a head that is not there (a selection, a dropped part) it stands with its nearest.
            if open.len() <= depth
                && open.last().is_some_and(|list| list.last().is_some_and(|node| self.heads[node.at]))
            {
                open.push(Vec::new());
            }
            if let Some(list) = open.last_mut() {
                list.push(Node { at, under: Vec::new() });
            }
        }
        while open.len() > 1 {
            close(&mut open);
        }
        open.pop().unwrap_or_default()
    }

    /// Depth is bounded by [`DEEPEST`].
    fn list(&self, nodes: &[Node]) -> Markup {
        html! { ol { @for node in nodes { (self.entry(node)) } } }
    }

    fn entry(&self, node: &Node) -> Markup {
        let provision = &self.report.provisions[node.at];
        let differ = self.differ(node);
        let class = format!("{}{}", kind(provision), if differ == 0 { " q" } else { "" });
        html! {
            li class=(class) {
                a href={ "#" (self.addresses[node.at]) } {
                    b.sign { (sign(provision)) } " " (whole_title(provision))
                }
                @if !node.under.is_empty() {
                    @if differ > 0 { " " span.n title="differ" { (differ) span.v { " differ" } } }
                    (self.list(&node.under))
                }
            }
        }
    }

    /// How many provisions something happened to, with the one itself.
    fn differ(&self, node: &Node) -> usize {
        usize::from(!self.report.provisions[node.at].is_quiet())
            + node.under.iter().map(|under| self.differ(under)).sum::<usize>()
    }
}

/// Hangs the innermost list under the entry before it.
fn close(open: &mut Vec<Vec<Node>>) {
    let Some(list) = open.pop() else { return };
    if let Some(head) = open.last_mut().and_then(|outer| outer.last_mut()) {
        head.under = list;
    }
}
