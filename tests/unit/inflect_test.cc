// ir/inflect.h and ir/identifier.h: words of many kinds, and the names that come of them.
#include <catch2/catch.hpp>

#include <sstream>

#include "ir/identifier.h"
#include "ir/inflect.h"

namespace sqlx::ir {
namespace {

std::vector<std::string> words_of(const char* text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

// singular plural …
constexpr const char* kPairs = R"(
  user users  item items  order orders  product products  customer customers  comment comments  role roles
  page pages  file files  image images  device devices  message messages  language languages  type types  note notes
  address addresses  class classes  process processes  business businesses  pass passes  boss bosses  access accesses
  dish dishes  wish wishes  branch branches  match matches  batch batches  patch patches  search searches
  box boxes  tax taxes  fax faxes  prefix prefixes  suffix suffixes  mailbox mailboxes
  category categories  country countries  city cities  company companies  entry entries  history histories  query queries
  reply replies  delivery deliveries  inventory inventories  territory territories  currency currencies  policy policies
  key keys  day days  survey surveys  holiday holidays  toy toys  display displays  gateway gateways
  photo photos  video videos  logo logos  todo todos  repo repos  memo memos  zoo zoos  studio studios
  area areas  quota quotas  camera cameras  idea ideas  persona personas  agenda agendas  schema schemas  zebra zebras
  hero heroes  potato potatoes  tomato tomatoes  echo echoes  shoe shoes  canoe canoes
  leaf leaves  knife knives  wife wives  half halves  shelf shelves  wolf wolves  thief thieves
  person people  child children  man men  woman women  mouse mice  goose geese  foot feet  tooth teeth  salesperson salespeople
  grandchild grandchildren  criterion criteria  phenomenon phenomena  index indices  matrix matrices  vertex vertices
  appendix appendices  analysis analyses  axis axes  crisis crises  thesis theses  hypothesis hypotheses  parenthesis parentheses
  diagnosis diagnoses  radius radii  stimulus stimuli  alumnus alumni  cactus cacti  curriculum curricula
  status statuses  orderstatus orderstatuses  bus buses  gas gases  lens lenses  bias biases  alias aliases  canvas canvases
  bonus bonuses  campus campuses  virus viruses  census censuses  focus focuses  quiz quizzes  atlas atlases
  house houses  case cases  base bases  database databases  release releases  purchase purchases  course courses
  expense expenses  license licenses  response responses  warehouse warehouses  clause clauses  cause causes  phrase phrases
  prize prizes  size sizes  cache caches  niche niches  headache headaches  movie movies  cookie cookies  pie pies
  archive archives  curve curves  wave waves  move moves  menu menus  sku skus  api apis  uri uris  wiki wikis  taxi taxis
  tag tags  job jobs  log logs  app apps  map maps  row rows  set sets  id ids  url urls  pdf pdfs  day days  car cars
  hashtag hashtags  playlist playlists  setting settings  metric metrics  topic topics  planet planets  penguin penguins
  galaxy galaxies  starship starships  nursery nurseries  length lengths  month months  death deaths  human humans
  horse horses  ticket tickets  invoice invoices  payment payments  shipment shipments  session sessions  token tokens
  permission permissions  group groups  team teams  event events  task tasks  project projects  widget widgets
  employee employees  fee fees  tree trees  degree degrees  committee committees  coffee coffees
  rule rules  trigger triggers  function functions  proxy proxies  party parties  story stories  diary diaries
)";

// Neither has another form.
constexpr const char* kInvariant = R"(
  series timeseries species subspecies news sheep fish deer aircraft equipment information metadata software hardware
  money rice traffic feedback staff knowledge furniture luggage police offspring headquarters chassis
  physics mathematics statistics analytics politics economics logistics electronics means corps kudos christmas texas
  clothes goods scissors diabetes kubernetes postgres
  schnaps krebs fuchs temps cours parcours lunes viernes ananas
)";

// Words that only end in s: no singular is made of them.
constexpr const char* kNoPlural = R"(
  bus gas lens bias iris status virus campus bonus corpus genus plus address class process access business progress glass
  haus maus kreis preis eis mais gleis ergebnis verzeichnis kurs hals puls glas gras moos los vers zins fels reis beweis
  pays fois mois bras fils avis bois pais mes tres gris souris devis
  sms gps dns css tls rss cms https xmls qwrts xyzs ss s as is us os his has was yes
  analysis basis axis crisis thesis radius cactus atlas alias canvas tennis debris
)";

TEST_CASE("English words have a singular and a plural") {
  const std::vector<std::string> words = words_of(kPairs);
  REQUIRE(words.size() % 2 == 0);
  for (std::size_t i = 0; i < words.size(); i += 2) {
    INFO(words[i] << " " << words[i + 1]);
    CHECK(singular(words[i + 1]) == words[i]);
    CHECK(singular(words[i]) == words[i]);
    CHECK(plural(words[i]) == words[i + 1]);
    CHECK(plural(words[i + 1]) == words[i + 1]);
  }
}

TEST_CASE("words without another form stay as they are") {
  for (const std::string& word : words_of(kInvariant)) {
    CHECK(singular(word) == word);
    CHECK(plural(word) == word);
  }
  for (const std::string& word : words_of(kNoPlural)) CHECK(singular(word) == word);
}

TEST_CASE("some words have more than one plural, or a collective one") {
  CHECK(singular("indexes") == "index");
  CHECK(singular("matrixes") == "matrix");
  CHECK(singular("schemata") == "schema");
  CHECK(singular("data") == "data");
  CHECK(singular("media") == "media");
  CHECK(plural("data") == "data");
  CHECK(plural("media") == "media");
  CHECK(plural("medium") == "media");
  CHECK(plural("datum") == "data");
  CHECK(plural("Haus") == "Haus");
}

TEST_CASE("only the last word is inflected, in its own case") {
  const auto [many, one] = GENERATE(table<std::string, std::string>({
      {"order_items", "order_item"},
      {"orders_items", "orders_item"},
      {"OrderItems", "OrderItem"},
      {"orderStatuses", "orderStatus"},
      {"order-items", "order-item"},
      {"Order Details", "Order Detail"},
      {"People", "Person"},
      {"SALES_PEOPLE", "SALES_PERSON"},
      {"ADDRESSES", "ADDRESS"},
      {"userIDs", "userID"},
      {"user_URLs", "user_URL"},
  }));
  CHECK(singular(many) == one);
  CHECK(plural(one) == many);
}

TEST_CASE("what is not a word of letters is not inflected") {
  for (const char* name : {"", "users2", "users_2024", "größes", "表s", "users!", "_", "orders$"}) {
    CHECK(singular(name) == name);
    CHECK(plural(name) == name);
  }
}

TEST_CASE("identifiers are made of a name's words") {
  const auto [name, camel, pascal] = GENERATE(table<std::string, std::string, std::string>({
      {"user_id", "userId", "UserId"},
      {"UserID", "userId", "UserId"},
      {"user_URL_id", "userUrlId", "UserUrlId"},
      {"URL", "url", "Url"},
      {"HTTPServer", "httpServer", "HttpServer"},
      {"userIDs", "userIds", "UserIds"},
      {"IDsOfUsers", "idsOfUsers", "IdsOfUsers"},
      {"sha256Sum", "sha256Sum", "Sha256Sum"},
      {"ALL_CAPS", "allCaps", "AllCaps"},
      {"Order Details", "orderDetails", "OrderDetails"},
      {"zip-code", "zipCode", "ZipCode"},
      {"address_1_2", "address1_2", "Address1_2"},
      {"2fa codes", "_2faCodes", "_2faCodes"},
      {"__typename", "typename", "Typename"},
      {"_id", "id", "Id"},
      {"Größe (cm)", "grosseCm", "GrosseCm"},
      {"e\xcc\x81tat", "etat", "Etat"},
      {"Ærøskøbing", "aeroskobing", "Aeroskobing"},
      {"ÆRØ", "aero", "Aero"},
      {"ЖУК Жук", "zhukZhuk", "ZhukZhuk"},
      {"Łódź", "lodz", "Lodz"},
      {"заказы", "zakazy", "Zakazy"},
      {"Αθήνα", "athina", "Athina"},
      {"Việt", "viet", "Viet"},
      {"中文", "u4e2du6587", "U4e2du6587"},
      {"😀", "u1f600", "U1f600"},
      {"a\u202e"
       "b",
       "aB", "AB"},
      {"\xff", "xff", "Xff"},
      {"!?", "u21u3f", "U21u3f"},
      {"_", "u5f", "U5f"},
      {"", "unnamed", "Unnamed"},
  }));
  const std::vector<std::string> words = identifier_words(name);
  CHECK(camel_case(words) == camel);
  CHECK(pascal_case(words) == pascal);
  CHECK(is_identifier(camel));
}

TEST_CASE("words that mean something already are reserved where they do") {
  CHECK(is_reserved("Map", NameUse::kType));
  CHECK(is_reserved("Query", NameUse::kType));
  CHECK_FALSE(is_reserved("query", NameUse::kField));
  CHECK_FALSE(is_reserved("Event", NameUse::kType));
  CHECK(is_reserved("class", NameUse::kField));
  CHECK(is_reserved("constructor", NameUse::kField));
  CHECK(is_reserved("toString", NameUse::kMember));
  CHECK(is_reserved("true", NameUse::kMember));
  CHECK_FALSE(is_reserved("type", NameUse::kField));
  CHECK_FALSE(is_identifier("__x"));
  CHECK_FALSE(is_identifier("é"));
}

}  // namespace
}  // namespace sqlx::ir
