use actions_rocket::after::{Db, User, app};
use rocket::local::blocking::Client;

#[test]
fn pages_credentials_and_what_is_given() {
    let user = |id| User { id, email: "e".into(), password_hash: "SECRET".into() };
    let client = Client::untracked(app(Db::new((0..200).map(user).collect()))).unwrap();
    for (path, status, count) in [("/users", 200, 20), ("/users?limit=2", 200, 2), ("/users?limit=101", 422, 0)] {
        let response = client.get(path).dispatch();
        assert_eq!(response.status().code, status, "{path}");
        let body = response.into_string().unwrap();
        assert_eq!(body.matches("\"id\"").count(), count, "{path}");
        assert!(!body.contains("SECRET"));
    }
    assert_eq!(client.delete("/users/1").dispatch().status().code, 401);
}
