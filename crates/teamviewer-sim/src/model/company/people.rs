//! Colleagues and their groups.

use chrono::TimeDelta;
use rand::Rng;
use rand::rngs::SmallRng;

use super::names::{FAMILY, GIVEN, GROUPS, PLAIN};
use crate::clock::Instant;
use crate::model::account::{Account, Licence};
use crate::model::device::OnlineState;
use crate::model::group::{Group, Share, SharePermission};

/// The id of the company's first group: where it is, the company is.
pub const FIRST_GROUP: &str = "g20000001";

/// `count` people beside those of the demo.
pub fn colleagues(random: &mut SmallRng, now: Instant, count: usize) -> Vec<Account> {
    (0..count).map(|number| colleague(random, now, number)).collect()
}

fn colleague(random: &mut SmallRng, now: Instant, number: usize) -> Account {
    // 12 and 11 have no common divisor: the first 132 pairs differ.
    let (given, family) = (GIVEN[number % GIVEN.len()], FAMILY[number % FAMILY.len()]);
    // One in twelve has left.
    let active = number % 12 != 11;
    let online_state = match (active, random.random_range(0..10)) {
        (true, 0..=3) => OnlineState::Online,
        (true, 4) => OnlineState::Busy,
        (true, 5) => OnlineState::Away,
        _ => OnlineState::Offline,
    };
    let minutes = random.random_range(5..60 * 24 * 90);
    Account {
        userid: format!("u{}", 20_000_001 + number),
        name: format!("{given} {family}"),
        email: format!("{}.{}@northwind.example", plain(given), plain(family)),
        password: "company-demo".to_owned(),
        company_name: "Northwind Support".to_owned(),
        company_admin: number == 0,
        licence: match number % 10 {
            0 => Licence::Corporate,
            1 => Licence::Business,
            2 => Licence::Free,
            _ => Licence::Premium,
        },
        email_language: if number.is_multiple_of(3) { "fr" } else { "en" }.to_owned(),
        active,
        // Some never signed in.
        last_access: (number % 9 != 8).then(|| now - TimeDelta::minutes(minutes)),
        online_state,
    }
}

fn plain(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        match PLAIN.iter().find(|(known, _)| *known == letter) {
            Some((_, plain)) => text.push_str(plain),
            None => text.extend(letter.to_lowercase()),
        }
    }
    text
}

/// Groups of the contact list, owned by different people. The first account sees six of the ten.
pub fn groups(everybody: &[Account]) -> Vec<Group> {
    let owner = |number: usize| everybody[(number * 7 + 2) % everybody.len()].userid.clone();
    let group = |(number, name): (usize, &&str)| {
        let owner = owner(number);
        let shares = everybody
            .iter()
            .enumerate()
            .filter(|(place, account)| account.userid != owner && (place + number) % 5 < 3);
        Group {
            id: format!("g{}", 20_000_001 + number),
            name: (*name).to_owned(),
            shared_with: shares
                .map(|(place, account)| Share {
                    userid: account.userid.clone(),
                    permissions: if place.is_multiple_of(2) {
                        SharePermission::ReadWrite
                    } else {
                        SharePermission::Read
                    },
                })
                .collect(),
            owner,
            policy_id: None,
        }
    };
    GROUPS.iter().enumerate().map(group).collect()
}
