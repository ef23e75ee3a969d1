//! Users and groups: told once, and then only by their place.

use contract::Named;
use domain::sorting;

/// Users, or groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parties {
    all: Vec<Party>,
    /// Places, in the order of their ids.
    by_id: Vec<u32>,
}

#[derive(Clone, Debug, PartialEq)]
struct Party {
    id: Box<str>,
    name: Box<str>,
    /// What its name is sorted by.
    key: Box<str>,
}

impl Parties {
    /// The place of a party. One that is told for the first time is kept, with the name that was told first.
    pub fn place(&mut self, id: &str, name: &str) -> u32 {
        let found = self
            .by_id
            .binary_search_by(|place| self.all[*place as usize].id.as_ref().cmp(id));
        match found {
            Ok(at) => self.by_id[at],
            Err(at) => {
                let place = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
                let name = if name.is_empty() { id } else { name };
                self.all.push(Party {
                    id: id.into(),
                    name: name.into(),
                    key: sorting::key(name).into(),
                });
                self.by_id.insert(at, place);
                place
            }
        }
    }

    /// Keeps what TeamViewer told of them.
    pub fn learn(&mut self, named: &[Named]) {
        for party in named {
            self.place(&party.id, &party.name);
        }
    }

    /// The name at a place.
    pub fn name(&self, place: u32) -> &str {
        self.all.get(place as usize).map_or("", |party| &party.name)
    }

    /// The id at a place.
    pub fn id(&self, place: u32) -> &str {
        self.all.get(place as usize).map_or("", |party| &party.id)
    }

    /// The place of an id, when it was told.
    pub fn find(&self, id: &str) -> Option<u32> {
        let found = self
            .by_id
            .binary_search_by(|place| self.all[*place as usize].id.as_ref().cmp(id));
        found.ok().map(|at| self.by_id[at])
    }

    /// Places in the order of their names.
    pub fn by_name(&self) -> Vec<u32> {
        let mut places = self.by_id.clone();
        let key = |place: u32| self.all.get(place as usize).map(|party| (&party.key, &party.id));
        sorting::sort(&mut places, &|a, b| key(a).cmp(&key(b)));
        places
    }

    /// For each place, how many come before it in the order of names.
    pub fn ranks(&self) -> Vec<u32> {
        let mut ranks = vec![0; self.all.len()];
        for (rank, place) in (0u32..).zip(self.by_name()) {
            if let Some(it) = ranks.get_mut(place as usize) {
                *it = rank;
            }
        }
        ranks
    }
}

#[cfg(test)]
mod tests {
    use super::Parties;

    #[test]
    fn a_party_has_one_place_and_its_first_name() {
        let mut parties = Parties::default();
        assert_eq!(parties.place("u2", "Zoé"), 0);
        assert_eq!(parties.place("u1", "Émile"), 1);
        assert_eq!(parties.place("u2", "Zoé Martin"), 0);
        assert_eq!(parties.place("u3", ""), 2);
        assert_eq!(
            (parties.name(0), parties.name(2), parties.id(1)),
            ("Zoé", "u3", "u1")
        );
        assert_eq!((parties.find("u1"), parties.find("u9")), (Some(1), None));
    }

    #[test]
    fn they_are_ordered_by_name() {
        let mut parties = Parties::default();
        for (id, name) in [("u1", "Zoé"), ("u2", "Émile"), ("u3", "eva")] {
            parties.place(id, name);
        }
        assert_eq!(parties.by_name(), [1, 2, 0]);
        assert_eq!(parties.ranks(), [2, 0, 1]);
    }
}
