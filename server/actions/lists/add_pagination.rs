//! How does an endpoint that answers a whole list answer a page of it?

use super::change::{Wish, change};
use super::ground::Ground;
use super::rust;
use super::style::Style;
use crate::actions::{Action, ActionKind, Bench, Cursor, Offer, Refusal, Settings};
use crate::edit::Change;
use crate::syntax::Language;

/// Bounds a list, and says how it goes on.
pub static ADD_PAGINATION: Action = Action {
    name: "add-pagination",
    summary: "answer a list page by page",
    kind: ActionKind::Rewrite,
    languages: &[Language::Python, Language::Rust],
    mends: &[],
    settings: &["pagination", "pagination_max", "envelope"],
    page: concat!(include_str!("add_pagination.md"), "\n", include_str!("rust/add_pagination.md")),
    offer,
    make,
};

fn offer(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    match cursor.language() {
        Language::Python => offer_python(bench, cursor),
        Language::Rust => rust::offer(bench, cursor),
    }
}

fn offer_python(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    if !Ground::is_list(bench, cursor) {
        return Vec::new();
    }
    let ground = match Ground::of(bench, cursor) {
        Ok(ground) => ground,
        Err(refused) => return vec![Offer::new("Add pagination").unless(Some(refused))],
    };
    let mut offers: Vec<Offer> = wishes(bench).into_iter().map(|wish| offered(bench, &ground, wish)).collect();
    if bench.settings.says("envelope") && !bench.settings.is_on("envelope") {
        offers.rotate_right(1);
    }
    offers
}

/// The configured style first, and the bare list last.
fn wishes(bench: &Bench) -> Vec<Wish> {
    let wanted = Style::of(bench.settings);
    let others = Style::ALL.into_iter().filter(|style| *style != wanted);
    let mut wishes: Vec<Wish> =
        std::iter::once(wanted).chain(others).map(|style| Wish { style, has_envelope: true }).collect();
    let bare = if wanted == Style::Page { Style::Page } else { Style::Offset };
    wishes.push(Wish { style: bare, has_envelope: false });
    wishes
}

fn offered(bench: &Bench, ground: &Ground, wish: Wish) -> Offer {
    let style = wish.style.as_str();
    let title = match (&ground.response, wish.has_envelope) {
        (Ok(response), true) => {
            format!("Add {style} pagination (changes the response to {}[{}])", wish.style.class(), response.item)
        }
        (Err(_), true) => format!("Add {style} pagination (changes the response)"),
        (_, false) => format!("Bound the list by {style} (the response stays a list)"),
    };
    let refused = ground.check(bench, wish).err();
    let envelope = if wish.has_envelope { "true" } else { "false" };
    Offer::new(title).with("pagination", style).with("envelope", envelope).unless(refused)
}

fn make(bench: &Bench, cursor: &Cursor, settings: &Settings) -> Result<Change, Refusal> {
    match cursor.language() {
        Language::Python => make_python(bench, cursor, settings),
        Language::Rust => rust::make(bench, cursor, settings),
    }
}

fn make_python(bench: &Bench, cursor: &Cursor, settings: &Settings) -> Result<Change, Refusal> {
    let ground = Ground::of(bench, cursor)?;
    let wish = Wish { style: Style::of(settings), has_envelope: settings.is_on("envelope") };
    ground.check(bench, wish)?;
    change(bench, &ground, wish)
}
