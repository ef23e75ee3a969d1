//! A list that is shown page by page.

/// Which part of a list a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pages {
    /// How many items there are.
    pub total: u32,
    /// How many of them a page has; 0 counts as 1.
    pub size: u32,
}

impl Pages {
    /// How many pages there are: at least one, which may be empty.
    pub fn count(self) -> u32 {
        self.total.div_ceil(self.size.max(1)).max(1)
    }

    /// The first and the last item of a page, from 1; `None` when it has none.
    pub fn items(self, page: u32) -> Option<(u32, u32)> {
        let before = page.checked_sub(1)?.checked_mul(self.size.max(1))?;
        let last = self.total.min(before.saturating_add(self.size.max(1)));
        (before < last).then(|| (before + 1, last))
    }
}

#[cfg(test)]
mod tests {
    use super::Pages;
    use proptest::prelude::*;

    #[test]
    fn the_last_page_has_what_is_left() {
        let pages = Pages { total: 60, size: 25 };
        assert_eq!(pages.count(), 3);
        assert_eq!(pages.items(1), Some((1, 25)));
        assert_eq!(pages.items(3), Some((51, 60)));
        assert_eq!(pages.items(4), None);
        assert_eq!(pages.items(0), None);
        assert_eq!(Pages { total: 0, size: 25 }.count(), 1);
        assert_eq!(Pages { total: 0, size: 25 }.items(1), None);
    }

    proptest! {
        #[test]
        fn the_pages_together_are_the_list(total in 0u32..5_000, size in 0u32..200) {
            let pages = Pages { total, size };
            let mut next = 1;
            for page in 1..=pages.count() {
                if let Some((first, last)) = pages.items(page) {
                    prop_assert_eq!(first, next);
                    prop_assert!(last >= first && last - first < size.max(1));
                    next = last + 1;
                }
            }
            prop_assert_eq!(next, total + 1);
        }

        #[test]
        fn no_number_is_too_large(total: u32, size: u32, page: u32) {
            let pages = Pages { total, size };
            prop_assert!(pages.count() >= 1);
            if let Some((first, last)) = pages.items(page) {
                prop_assert!(first <= last && last <= total);
            }
        }
    }
}
