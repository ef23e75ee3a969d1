//! Which rows of a long table are drawn: those that can be seen, and some around them.

use std::ops::Range;

/// How a long table is drawn. All rows are equally high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Height of a row in pixels, at least 1.
    pub row_height: u32,
    /// Rows that come and go together, at least 1: while less than this is scrolled, nothing is drawn anew.
    pub step: usize,
}

impl Layout {
    /// The rows to be drawn of `count` when `top` pixels are scrolled away and `height` pixels can be seen: the
    /// visible ones, as long as the table stands in the same step, and a step before them, in whole steps.
    pub fn window(self, top: u32, height: u32, count: usize) -> Range<usize> {
        let row_height = self.row_height.max(1);
        let step = self.step.max(1);
        let visible = rows(height / row_height) + 2;
        // A list that became shorter while it was scrolled shows its end.
        let first = rows(top / row_height).min(count.saturating_sub(visible));
        let page = first / step;
        let start = page.saturating_sub(1) * step;
        let end = page
            .saturating_add(visible.div_ceil(step) + 1)
            .saturating_mul(step);
        start.min(count)..end.min(count)
    }

    /// In which step a table stands when `top` pixels are scrolled away: while it is the same one, so is the window.
    pub fn step_at(self, top: u32) -> usize {
        rows(top / self.row_height.max(1)) / self.step.max(1)
    }

    /// Height of so many rows in pixels.
    pub fn height(self, count: usize) -> u64 {
        u64::from(self.row_height) * count as u64
    }
}

fn rows(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::Layout;
    use proptest::prelude::*;

    const LAYOUT: Layout = Layout {
        row_height: 40,
        step: 10,
    };

    #[test]
    fn it_draws_what_is_seen_and_a_step_around() {
        assert_eq!(LAYOUT.window(0, 400, 20_000), 0..30);
        assert_eq!(LAYOUT.window(10_000, 400, 20_000), 240..280);
        assert_eq!(LAYOUT.window(u32::MAX, 400, 20_000), 19_970..20_000);
        assert_eq!(LAYOUT.window(0, 400, 3), 0..3);
        assert_eq!(LAYOUT.window(500, 400, 0), 0..0);
        assert_eq!(LAYOUT.height(20_000), 800_000);
    }

    proptest! {
        #[test]
        fn what_can_be_seen_is_drawn(
            row_height in 1u32..200, step in 1usize..50, top in 0u32..4_000_000, height in 0u32..3_000,
            count in 0usize..100_000
        ) {
            let layout = Layout { row_height, step };
            let window = layout.window(top, height, count);
            prop_assert!(window.start <= window.end && window.end <= count);
            let scrollable = layout.height(count).saturating_sub(u64::from(height));
            let top = u64::from(top).min(scrollable);
            let bottom = top + u64::from(height);
            for row in [top / u64::from(row_height), bottom.saturating_sub(1) / u64::from(row_height)] {
                let row = usize::try_from(row).unwrap();
                if row < count && height > 0 {
                    prop_assert!(window.contains(&row), "{row} of {window:?}");
                }
            }
            let most = height as usize / row_height as usize + 2 + 4 * step;
            prop_assert!(window.len() <= most, "{window:?}");
        }

        #[test]
        fn scrolling_within_a_step_draws_nothing_anew(top in 0u32..790_000, other in 0u32..790_000) {
            if LAYOUT.step_at(top) == LAYOUT.step_at(other) {
                prop_assert_eq!(LAYOUT.window(top, 400, 20_000), LAYOUT.window(other, 400, 20_000));
            }
            let next = top / 400 * 400;
            prop_assert_eq!(LAYOUT.step_at(next), LAYOUT.step_at(next + 399));
            prop_assert_eq!(LAYOUT.window(next, 400, 20_000), LAYOUT.window(next + 399, 400, 20_000));
        }
    }
}
