//! A company of ordinary size, the same at every start: 50 users, 300 computers and 20,000 connections, with the
//! oddities that real ones have. All its times lie before a given moment.

mod connections;
mod devices;
mod names;
mod people;

use rand::SeedableRng;
use rand::rngs::SmallRng;
use serde::Serialize;

use super::World;
use super::account::Account;
use super::connection::Connection;
use super::device::Devices;
use super::group::Group;
use crate::clock::Instant;

/// Accounts after seeding, those of the demo included.
pub const USERS: usize = 50;
/// Computers.
pub const COMPUTERS: usize = 300;
/// Ended connections.
pub const CONNECTIONS: usize = 20_000;

/// The seed of everything random here: no two starts differ.
const SEED: u64 = 20_000;

/// What the company adds to a world.
#[derive(Debug, PartialEq, Serialize)]
pub struct Company {
    /// Colleagues of the demo accounts.
    pub accounts: Vec<Account>,
    /// Groups of the contact list.
    pub groups: Vec<Group>,
    /// Computers in both lists.
    pub devices: Devices,
    /// Ended connections of the year before, oldest first.
    pub connections: Vec<Connection>,
}

impl Company {
    /// The company as it is at `now`, beside the accounts and groups there are.
    pub fn at(now: Instant, accounts: &[Account], groups: &[Group]) -> Self {
        let mut random = SmallRng::seed_from_u64(SEED);
        let colleagues = people::colleagues(&mut random, now, USERS.saturating_sub(accounts.len()));
        let everybody: Vec<Account> = accounts.iter().chain(&colleagues).cloned().collect();
        let more = people::groups(&everybody);
        let all_groups: Vec<Group> = groups.iter().chain(&more).cloned().collect();
        let devices = devices::devices(&mut random, now, &everybody, &all_groups);
        let connections = connections::connections(&mut random, now, &everybody, &all_groups, &devices);
        Self {
            accounts: colleagues,
            groups: more,
            devices,
            connections,
        }
    }
}

impl World {
    /// Adds the company as it is now. False when it is there already.
    pub fn add_company(&mut self) -> bool {
        if self.group(people::FIRST_GROUP).is_some() {
            return false;
        }
        let company = Company::at(self.now(), &self.accounts, &self.groups);
        self.accounts.extend(company.accounts);
        self.groups.extend(company.groups);
        self.devices.merge(company.devices);
        // Reports are kept oldest first.
        let mut connections = company.connections;
        connections.append(&mut self.connections);
        self.connections = connections;
        true
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::time::{Duration, Instant as WallInstant};

    use chrono::TimeDelta;

    use super::*;
    use crate::clock::parse_iso;
    use crate::model::account::demo_accounts;
    use crate::model::group::demo_groups;

    fn noon() -> Instant {
        parse_iso("2026-03-01T12:00:00Z").unwrap()
    }

    fn company(now: Instant) -> Company {
        Company::at(now, &demo_accounts(), &demo_groups())
    }

    #[test]
    fn it_has_the_size_it_promises_and_unique_ids() {
        let company = company(noon());
        let unique = |ids: Vec<String>| ids.iter().collect::<HashSet<_>>().len();
        let accounts = demo_accounts();
        let people = accounts.iter().chain(&company.accounts);
        assert_eq!(unique(people.clone().map(|a| a.userid.clone()).collect()), USERS);
        assert_eq!(unique(people.map(|a| a.email.clone()).collect()), USERS);
        let devices = &company.devices;
        let ids = devices.computers.iter().map(|c| c.teamviewer_id.to_string());
        assert_eq!(unique(ids.collect()), COMPUTERS);
        let entries = devices.entries.iter().map(|entry| entry.device_id.clone());
        assert_eq!(unique(entries.collect()), devices.entries.len());
        let managed = devices.managed.iter().map(|device| device.id.clone());
        assert_eq!(unique(managed.collect()), devices.managed.len());
        let connections = company.connections.iter().map(|record| record.id.clone());
        assert_eq!(unique(connections.collect()), CONNECTIONS);
    }

    #[test]
    fn it_is_the_same_every_time_and_moves_with_the_clock() {
        assert_eq!(company(noon()), company(noon()));
        let (today, later) = (company(noon()), company(noon() + TimeDelta::days(100)));
        assert_eq!(today.accounts.len(), later.accounts.len());
        for (a, b) in today.connections.iter().zip(&later.connections) {
            assert_eq!((&a.id, &a.userid), (&b.id, &b.userid));
            assert_eq!(b.start_date - a.start_date, TimeDelta::days(100));
            assert_eq!(b.ended_at(noon()) - a.ended_at(noon()), TimeDelta::days(100));
        }
    }

    #[test]
    fn nothing_of_it_lies_in_the_future_and_reports_are_in_order() {
        let company = company(noon());
        let year_ago = noon() - TimeDelta::days(366);
        for record in &company.connections {
            let end = record.end_date.unwrap();
            assert!(record.start_date <= end && end < noon() && record.start_date > year_ago);
        }
        assert!(company.connections.is_sorted_by_key(|record| record.end_date));
        let computers = &company.devices.computers;
        assert!(
            computers
                .iter()
                .all(|computer| computer.last_seen.is_none_or(|at| at < noon()))
        );
    }

    #[test]
    fn everything_it_refers_to_exists() {
        let company = company(noon());
        let mut world = World::new(Some(1), Vec::new());
        assert!(world.add_company() && !world.add_company());
        assert_eq!(
            world.devices.problem(|id| world.group(id).is_some()),
            None,
            "devices"
        );
        for record in &company.connections {
            assert!(world.account(&record.userid).is_some(), "{}", record.userid);
            assert!(
                world.group(&record.groupid).is_some() || record.contact_id.is_some(),
                "{record:?}"
            );
        }
    }

    #[test]
    fn every_oddity_occurs() {
        let company = company(noon());
        let (devices, records) = (&company.devices, &company.connections);
        let in_entries: HashSet<u64> = devices.entries.iter().map(|entry| entry.teamviewer_id).collect();
        let in_managed: HashSet<u64> = devices
            .managed
            .iter()
            .map(|device| device.teamviewer_id)
            .collect();
        assert!(in_entries.intersection(&in_managed).count() > 50, "in both lists");
        assert!(
            in_entries.difference(&in_managed).count() > 20,
            "in one list only"
        );
        assert!(
            in_managed.difference(&in_entries).count() > 20,
            "in the other only"
        );
        assert!(in_entries.len() < devices.entries.len(), "twice in one list");
        let unknown = |computer: &&super::super::device::Computer| {
            !computer.online_state.is_reachable() && computer.last_seen.is_none()
        };
        assert!(devices.computers.iter().any(|computer| unknown(&computer)));
        let some = |test: &dyn Fn(&Connection) -> bool| records.iter().any(test);
        assert!(some(&|record| record.devicename.is_none()));
        assert!(some(&|record| record.fee.is_some() && record.currency.is_some()));
        assert!(some(&|record| record.contact_id.is_some()));
        assert!(some(&|record| record
            .notes
            .as_deref()
            .is_some_and(|notes| notes.starts_with('='))));
        assert!(some(&|record| record.end_date == Some(record.start_date)));
        assert!(some(
            &|record| record.ended_at(noon()) - record.start_date > TimeDelta::hours(8)
        ));
        let facts = || records.iter().filter_map(|record| record.session.as_ref());
        assert!(facts().any(|facts| facts.feedback.is_none()));
        assert!(facts().any(|facts| facts.feedback.is_some()));
        for kind in 1..=3 {
            assert!(some(&|record| record.support_session_type == kind), "type {kind}");
        }
    }

    /// What this thread has spent on a processor: other programs on the machine must not decide. Where Linux does
    /// not tell it, the time on the wall.
    fn spent(since: WallInstant) -> Duration {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
        let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse().ok());
        nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
    }

    #[test]
    fn it_is_made_in_less_than_300_milliseconds() {
        let start = WallInstant::now();
        let run = || {
            let before = spent(start);
            assert_eq!(company(noon()).connections.len(), CONNECTIONS);
            spent(start) - before
        };
        let best = (0..3).map(|_| run()).min().unwrap();
        assert!(best < Duration::from_millis(300), "{best:?}");
    }
}
