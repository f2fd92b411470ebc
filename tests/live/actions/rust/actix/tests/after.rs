use actions_actix::after::{Db, User, config};
use actix_web::{App, test, web};

#[actix_web::test]
async fn pages_credentials_and_what_is_given() {
    let user = |id| User { id, email: "e".into(), password_hash: "SECRET".into() };
    let db = web::Data::new(Db::new((0..200).map(user).collect()));
    let app = test::init_service(App::new().app_data(db).configure(config)).await;
    for (path, status, count) in [("/users", 200, 20), ("/users?limit=2", 200, 2), ("/users?limit=101", 400, 0)] {
        let response = test::call_service(&app, test::TestRequest::get().uri(path).to_request()).await;
        assert_eq!(response.status().as_u16(), status, "{path}");
        let body = String::from_utf8(test::read_body(response).await.to_vec()).unwrap();
        assert_eq!(body.matches("\"id\"").count(), count, "{path}");
        assert!(!body.contains("SECRET"));
    }
    let response = test::call_service(&app, test::TestRequest::delete().uri("/users/1").to_request()).await;
    assert_eq!(response.status().as_u16(), 401);
}
