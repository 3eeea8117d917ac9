#include "redact/namedata.h"

#include <stdlib.h>
#include <string.h>

/* Words as look-up keys (fold_key), in the order of their bytes. Written for this project. Names
 * that both women and men bear in Britain are in neither list. */
/* clang-format off */
static const char *const women[] = {
    "aaliyah", "abena", "abigail", "abimbola", "achieng", "adaeze", "adele", "adhiambo",
    "adriana", "adwoa", "afia", "afua", "agata", "agatha", "agnes", "agnieszka", "aileen",
    "ailsa", "aimee", "aina", "aisha", "aishah", "aisling", "akinyi", "akosua", "akua", "alana",
    "aleksandra", "alexandra", "alice", "alicia", "alisha", "alison", "alyssa", "ama", "amal",
    "amanda", "amani", "amarachi", "amber", "amelia", "amina", "aminah", "aminat", "aminata",
    "amira", "amna", "amy", "ana", "anastasia", "anaya", "andreea", "aneta", "angela", "angelina",
    "anisa", "anita", "anjali", "ann", "anna", "annabel", "anne", "annette", "annie", "anthea",
    "antonia", "anushka", "anwen", "aoife", "arlene", "asabe", "asha", "ashleigh", "asma",
    "asmaa", "astrid", "atieno", "audrey", "ava", "avril", "ayan", "ayesha", "ayisha", "ayse",
    "azra", "barbara", "beata", "beatrice", "becky", "belinda", "bella", "bernadette", "bernice",
    "beryl", "beth", "bethan", "bethany", "betty", "bianca", "bisi", "bozena", "brenda",
    "bridget", "bronwen", "bronwyn", "brooke", "buhle", "bukola", "bushra", "caitlin", "camilla",
    "candice", "carla", "carly", "carmel", "carmen", "carol", "carole", "caroline", "carolyn",
    "carrie", "cassandra", "catherine", "cathy", "catrin", "cecilia", "celia", "celine", "ceri",
    "cerys", "chantal", "chantelle", "charlene", "charlotte", "chelsea", "cheryl", "chiara",
    "chidera", "chioma", "chipo", "chloe", "christina", "christine", "ciara", "claire", "clara",
    "clare", "claudia", "colette", "colleen", "constance", "cora", "cordelia", "cristina",
    "cynthia", "daisy", "dalia", "daniela", "danielle", "danuta", "daphne", "davina", "dawn",
    "debbie", "deborah", "debra", "deepa", "deirdre", "delia", "demi", "denise", "deqa", "diana",
    "diane", "dilys", "dina", "divya", "dolores", "dominika", "donna", "dora", "doreen", "doris",
    "dorothy", "ebony", "edith", "edna", "efua", "eileen", "eilidh", "elaine", "eleanor", "elena",
    "elif", "elin", "eliza", "elizabeth", "ella", "ellen", "ellie", "eloise", "elsie", "emily",
    "emine", "emma", "enid", "erica", "erin", "esi", "esme", "esther", "ethel", "eunice", "eva",
    "evie", "ewa", "fadumo", "faith", "faiza", "farah", "farida", "farzana", "fatima", "fatimah",
    "fatma", "fatou", "fatoumata", "felicity", "ffion", "fiona", "flora", "florence", "folake",
    "folasade", "fozia", "frances", "freda", "freya", "funmilayo", "gabriela", "gabriella",
    "gabrielle", "gail", "gaynor", "geeta", "gemma", "genevieve", "georgia", "georgina",
    "geraldine", "gertrude", "ghada", "gillian", "gina", "ginny", "gladys", "glenda", "gloria",
    "grace", "grazyna", "greta", "gulsen", "gwen", "gwendolyn", "gwyneth", "hafsa", "haja",
    "hajar", "hajra", "halima", "halina", "hanna", "hannah", "hannatu", "harriet", "hatice",
    "hauwa", "hawa", "hayley", "hazel", "heather", "heidi", "helen", "helena", "helga",
    "henrietta", "hetty", "hibo", "hilda", "hina", "hind", "hodan", "holly", "hooria", "huda",
    "humaira", "ida", "ifeoma", "ifrah", "ilona", "imogen", "inaya", "ines", "ingrid", "ioana",
    "iona", "iqra", "irena", "irene", "iris", "irma", "iryna", "isabel", "isabella", "isabelle",
    "isatu", "isla", "ivana", "ivy", "iwona", "jackie", "jacqueline", "jade", "jadwiga", "jamila",
    "jane", "janet", "janice", "janine", "jasmine", "jayne", "jeanette", "jemima", "jemma",
    "jenna", "jennifer", "jenny", "jessica", "jill", "joan", "joanna", "joanne", "jocelyn",
    "jodie", "jolanta", "josephine", "joy", "joyce", "judith", "judy", "julia", "juliana",
    "julie", "juliet", "june", "justyna", "jyoti", "kaltrina", "kamala", "karen", "karolina",
    "katarzyna", "kate", "kateryna", "katherine", "kathleen", "kathryn", "kathy", "katie",
    "katrina", "katy", "kavita", "kayla", "kayleigh", "keeley", "keisha", "kelly", "kemi",
    "khadija", "khadijah", "kiera", "kimberley", "kinga", "kirsten", "kirsty", "kitty", "komal",
    "kristina", "krystyna", "lacey", "lakshmi", "lara", "latifa", "latisha", "latoya", "laura",
    "laurel", "lauren", "lavinia", "layla", "leah", "leanne", "leila", "lena", "leona", "leonie",
    "leticia", "lexi", "lexie", "leyla", "libby", "lidia", "lilian", "lillian", "lily", "lina",
    "linda", "lindiwe", "lisa", "lois", "lola", "lorna", "lorraine", "lottie", "louisa", "louise",
    "lowri", "lubna", "lucia", "lucille", "lucinda", "lucy", "lydia", "lynda", "lynette", "lynn",
    "lynne", "mabel", "madeleine", "madison", "maeve", "magdalena", "maggie", "mahnoor",
    "mairead", "maisie", "malak", "malgorzata", "manal", "mandy", "marcia", "margaret", "maria",
    "mariam", "mariama", "marianne", "marie", "marilyn", "marina", "marion", "marjorie",
    "marlene", "marta", "martha", "martina", "marwa", "mary", "maryam", "matilda", "maud",
    "maura", "maureen", "mavis", "maxine", "meena", "megan", "mehwish", "melanie", "melissa",
    "mercy", "meryl", "mia", "michaela", "michelle", "mihaela", "mildred", "millicent", "millie",
    "milly", "mina", "minnie", "miriam", "moira", "molly", "mona", "monica", "monika", "muriel",
    "mwende", "myfanwy", "myra", "nadia", "nafisa", "najma", "nancy", "naomi", "nargis", "nasra",
    "nasreen", "natalia", "natalie", "nataliya", "natasha", "nazia", "neha", "nell", "nellie",
    "nerys", "ngozi", "niamh", "nicole", "nicolette", "nina", "njeri", "nneka", "nokuthula",
    "nomsa", "noreen", "norma", "noura", "oksana", "olena", "olga", "olha", "olive", "olivia",
    "olwen", "omolara", "orla", "pamela", "parvati", "parveen", "patience", "patricia", "paula",
    "paulina", "pauline", "pearl", "peggy", "penelope", "penny", "petra", "philippa", "phoebe",
    "phyllis", "pippa", "polly", "pooja", "poppy", "precious", "priscilla", "priti", "priya",
    "priyanka", "rabia", "rachel", "raheela", "rahma", "rania", "rebecca", "regina", "rehana",
    "rekha", "renata", "rhian", "rhiannon", "rhoda", "rhonda", "rita", "roberta", "rochelle",
    "roisin", "romana", "ronke", "rosa", "rosalind", "rose", "rosemary", "rosie", "roslyn",
    "rowena", "roxana", "roxanne", "ruby", "rudo", "rukhsana", "rukia", "ruqaya", "ruqayyah",
    "ruth", "sabina", "sabrina", "sadia", "safa", "saffron", "safiya", "sahra", "saima", "saira",
    "sakina", "sally", "salma", "samantha", "samina", "samira", "sandra", "saoirse", "sara",
    "sarah", "sarita", "savannah", "scarlett", "selina", "serena", "serwa", "shabana", "shabnam",
    "shahida", "shaimaa", "shakira", "shanelle", "shanice", "shannon", "shanti", "sharon",
    "shauna", "shazia", "sheila", "shelley", "shereen", "shirin", "shirley", "shona", "shreya",
    "sian", "sidra", "sienna", "silvia", "simone", "simran", "sinead", "siobhan", "skye", "sofia",
    "solange", "sonia", "sonya", "sophia", "sophie", "soraya", "stacey", "stacie", "stella",
    "stephanie", "sue", "suki", "sumaira", "sunita", "susan", "susanna", "susannah", "sushila",
    "suzanne", "svetlana", "sybil", "sylvia", "sylwia", "tabitha", "tahira", "tamara", "tamsin",
    "tanisha", "tanya", "tara", "tasha", "tasneem", "tatiana", "tegan", "teresa", "tessa",
    "tetiana", "thandiwe", "thelma", "theresa", "tiffany", "tilly", "tina", "toyin", "tracey",
    "tracy", "trisha", "ursula", "usha", "uzma", "valerie", "vanessa", "vera", "verity",
    "veronica", "vicki", "vicky", "victoria", "viktoria", "viola", "violet", "vivienne", "wambui",
    "wanda", "wanjiru", "wendy", "wiktoria", "wilma", "winifred", "yaa", "yasmin", "yemisi",
    "yetunde", "yolanda", "yuliia", "yvette", "yvonne", "zahra", "zainab", "zainabu", "zanele",
    "zara", "zarina", "zeinab", "zelda", "zeynep", "zoe", "zofia", "zubaida", "zubeda", "zuhra",
};
/* clang-format on */

/* clang-format off */
static const char *const men[] = {
    "aaron", "abbas", "abdi", "abdoulaye", "abdul", "abdullah", "abdullahi", "abdulrahman",
    "abraham", "abu", "adam", "adamu", "adebayo", "adewale", "adnan", "adrian", "agim", "ahmad",
    "ahmed", "aidan", "ajay", "akash", "akin", "akram", "alan", "alasdair", "alastair", "albert",
    "aled", "alejandro", "aleksander", "alexander", "alf", "alfie", "alfred", "ali", "alistair",
    "allan", "allen", "alun", "amir", "amit", "amrit", "anand", "andres", "andrew", "andriy",
    "andrzej", "angus", "anil", "anthony", "antoni", "antonio", "anwar", "arben", "archibald",
    "archie", "arif", "arjun", "arkadiusz", "arnold", "arron", "arthur", "artur", "arun", "ashok",
    "asif", "aslam", "atif", "austin", "ayaan", "ayman", "ayub", "aziz", "babar", "babatunde",
    "bakari", "balbir", "barnaby", "barry", "bartosz", "basil", "bassam", "ben", "benedict",
    "benjamin", "bernard", "bert", "besnik", "bilal", "bogdan", "bongani", "boris", "bradley",
    "brandon", "brayden", "brendan", "brett", "brian", "bruce", "bryan", "bryn", "burak", "byron",
    "caleb", "callum", "calvin", "cameron", "carl", "catalin", "cathal", "cedric", "chad",
    "cheikh", "chidi", "chinedu", "christian", "christopher", "chukwuemeka", "cian", "ciaran",
    "clarence", "clark", "clement", "clifford", "clive", "colin", "colm", "conall", "connor",
    "conor", "cosmin", "craig", "curtis", "cyril", "dafydd", "dale", "damian", "daniel", "danny",
    "dariusz", "darragh", "darren", "darryl", "dave", "david", "dayo", "daz", "dean", "declan",
    "deepak", "deji", "delroy", "denis", "dennis", "derek", "dermot", "desmond", "dewi",
    "diarmuid", "diego", "dimitri", "dinesh", "dmitri", "dmytro", "dominic", "donal", "donald",
    "douglas", "dragan", "dumitru", "duncan", "dwayne", "dylan", "eamonn", "ebrima", "edgar",
    "edmund", "edward", "edwin", "efan", "eifion", "elias", "elijah", "elliot", "elroy", "emeka",
    "emlyn", "emmanuel", "emre", "emrys", "eoghan", "eoin", "eric", "ernest", "errol", "ethan",
    "eugene", "evan", "everton", "ewan", "ezra", "fadi", "fahad", "faisal", "farai", "farhan",
    "farid", "farooq", "faruq", "felix", "femi", "fergus", "fernando", "finlay", "fionn",
    "flamur", "florin", "francis", "frank", "franklin", "fraser", "fred", "frederick", "ganesh",
    "garba", "gareth", "garry", "gary", "gaurav", "gavin", "gaz", "geoff", "geoffrey", "george",
    "gerald", "gerard", "gethin", "ghassan", "gheorghe", "gilbert", "giles", "glenn", "goran",
    "gordon", "graeme", "graham", "grant", "gregory", "grzegorz", "guled", "guy", "gwilym",
    "habib", "hakan", "hamish", "hamisi", "hamza", "hani", "harish", "harold", "haroon", "haroun",
    "harry", "harvey", "hasan", "hassan", "hector", "hefin", "henry", "herbert", "horace",
    "hossam", "howard", "hubert", "hugh", "hugo", "humphrey", "hussain", "hussein", "huw",
    "hywel", "ian", "ibrahim", "ibrahima", "idris", "iestyn", "ieuan", "ifor", "ihor",
    "ikechukwu", "ikenna", "ilir", "imran", "imtiaz", "ioan", "ion", "iqbal", "irfan", "isaac",
    "ishaan", "ismail", "ivan", "ivor", "iwan", "jacek", "jack", "jacob", "jagdish", "jake",
    "jakub", "jamal", "james", "jamie", "jared", "jarek", "jason", "javed", "javier", "jayden",
    "jaydon", "jeff", "jeffrey", "jeremiah", "jeremy", "jerome", "jerzy", "jignesh", "jim",
    "jimmy", "joao", "joel", "john", "johnny", "jonah", "jonathan", "jonny", "jorge", "joseph",
    "josh", "joshua", "jovan", "juan", "julian", "julius", "juma", "junaid", "justin", "kabir",
    "kamal", "kamau", "kamil", "kareem", "karim", "karl", "karol", "kasim", "kayden", "kayode",
    "kazimierz", "keith", "kelvin", "ken", "kenneth", "kenny", "kevin", "khalid", "kian",
    "kieran", "kipchoge", "kiprop", "kishan", "kofi", "kojo", "konrad", "krishna", "krzysztof",
    "kunle", "kwabena", "kwadwo", "kwaku", "kwame", "kwasi", "kweku", "kyle", "lamin", "lance",
    "laurence", "lawrence", "lennox", "leon", "leonard", "leroy", "lester", "lewis", "liam",
    "liban", "lionel", "lloyd", "logan", "luca", "lucas", "luis", "lukasz", "luke", "maciej",
    "magnus", "mahad", "mahesh", "mahmood", "mahmoud", "majid", "malachy", "malcolm", "malik",
    "mamadou", "manish", "manoj", "marc", "marcin", "marcus", "marek", "marius", "mariusz",
    "mark", "marlon", "marshall", "martin", "marvin", "mateo", "mateusz", "matthew", "maurice",
    "maxwell", "mehmet", "michael", "michal", "mick", "miguel", "mihai", "mike", "milan", "miles",
    "milo", "mircea", "miroslaw", "modou", "mohamed", "mohammad", "mohammed", "mohamud", "mohan",
    "mohinder", "mohsin", "moses", "moshe", "moussa", "muhammad", "mukesh", "murray", "mustafa",
    "mustapha", "mwangi", "mykola", "nabil", "nadeem", "naeem", "nathan", "nathaniel", "naveed",
    "naveen", "neil", "nelson", "nenad", "neville", "niall", "nicholas", "nick", "nigel",
    "nikhil", "nikolai", "nitin", "nnamdi", "noah", "noel", "norman", "obinna", "ochieng",
    "oisin", "oleg", "oleksandr", "oliver", "olumide", "olusegun", "oluwaseun", "omar", "omondi",
    "oscar", "osman", "oswald", "otieno", "otis", "ousmane", "owain", "owen", "pablo", "paddy",
    "padraic", "padraig", "parth", "patrick", "paul", "paulo", "pavan", "pavel", "pawel", "pedro",
    "percy", "peter", "petro", "philip", "phillip", "pierre", "piotr", "pradeep", "prakash",
    "pritam", "qasim", "quentin", "rachid", "radoslaw", "rafael", "rafal", "raheem", "rahim",
    "rahul", "raj", "rajan", "rajesh", "rajiv", "rakesh", "ralph", "ramesh", "rami", "rashid",
    "ravi", "raymond", "razvan", "reece", "reg", "reginald", "reuben", "rhodri", "rhys",
    "ricardo", "richard", "ricky", "rikesh", "rizwan", "robert", "rodney", "roger", "rohan",
    "rohit", "roland", "roman", "ronald", "rory", "ross", "rotimi", "roy", "rui", "rupert",
    "russell", "ryan", "ryszard", "sachin", "saeed", "sajid", "salim", "salman", "samer", "samir",
    "samuel", "sandeep", "sanjay", "sanjeev", "sarfraz", "saul", "scott", "sean", "sebastian",
    "segun", "sergio", "serhii", "seth", "shafiq", "shahid", "shakeel", "shane", "sharif",
    "shaun", "shawn", "shlomo", "sid", "sidney", "silas", "simon", "sipho", "slawek", "slawomir",
    "slobodan", "solomon", "sorin", "stanley", "stephen", "steve", "steven", "stewart", "stuart",
    "sulaiman", "sulayman", "suleiman", "sunil", "suresh", "syed", "tadeusz", "tadhg", "tahir",
    "tamer", "tanvir", "tapiwa", "tariq", "tatenda", "tayyab", "tendayi", "terence", "terry",
    "thabo", "themba", "theo", "theodore", "thomas", "tiago", "tim", "timothy", "tobias", "toby",
    "todd", "tom", "tomasz", "tomek", "tony", "trevor", "tristan", "troy", "tunde", "tyler",
    "tyrell", "tyrone", "umar", "uriah", "usman", "uzair", "varun", "vasyl", "vernon", "victor",
    "vijay", "vikram", "vincent", "vinod", "viorel", "vishal", "vladimir", "volodymyr", "wafula",
    "wahid", "wajid", "wale", "walid", "walter", "waqar", "warren", "waseem", "wayne", "wesley",
    "wieslaw", "wilfred", "william", "winston", "wissam", "wojciech", "xavier", "yahya", "yaqub",
    "yasin", "yasir", "yaw", "yitzhak", "younis", "yousef", "yuriy", "yusuf", "zachary", "zaheer",
    "zahid", "zain", "zakaria", "zakariya", "zbigniew", "ziad", "zoran", "zubair", "zygmunt",
};
/* clang-format on */

/* A short form, or another spelling, and what it may stand for; in the order of both. */
static const struct {
    const char *form, *name;
} forms[] = {
    /* clang-format off */
    {"abby", "abigail"}, {"abe", "abraham"}, {"abi", "abigail"}, {"abs", "abdul"},
    {"addie", "adelaide"}, {"ade", "adebayo"}, {"ade", "adewale"}, {"aga", "agnieszka"},
    {"ala", "alicja"}, {"alec", "alexander"}, {"alex", "alexander"}, {"alex", "alexandra"},
    {"alex", "alexandria"}, {"alf", "alfred"}, {"alfie", "alfred"}, {"ali", "alison"},
    {"ally", "alison"}, {"amy", "amelia"}, {"andi", "andrea"}, {"andy", "andrew"},
    {"ange", "angela"}, {"angie", "angela"}, {"ania", "anna"}, {"annie", "anna"},
    {"annie", "anne"}, {"ant", "anthony"}, {"arch", "archibald"}, {"archie", "archibald"},
    {"art", "arthur"}, {"ash", "ashley"}, {"ash", "ashok"}, {"asia", "joanna"},
    {"balj", "baljit"}, {"bart", "bartholomew"}, {"bartek", "bartosz"}, {"basia", "barbara"},
    {"bea", "beatrice"}, {"bec", "rebecca"}, {"becca", "rebecca"}, {"becky", "rebecca"},
    {"bella", "isabella"}, {"belle", "isabelle"}, {"ben", "benjamin"}, {"benny", "benjamin"},
    {"beppe", "giuseppe"}, {"bernie", "bernadette"}, {"bernie", "bernard"}, {"bert", "albert"},
    {"bert", "herbert"}, {"bert", "robert"}, {"bertie", "albert"}, {"bess", "elizabeth"},
    {"beth", "bethany"}, {"beth", "elizabeth"}, {"betsy", "elizabeth"}, {"betty", "elizabeth"},
    {"bev", "beverley"}, {"bill", "william"}, {"billy", "william"}, {"bim", "bimbola"},
    {"bob", "robert"}, {"bobby", "robert"}, {"bola", "abimbola"}, {"brad", "bradley"},
    {"bri", "brian"}, {"bri", "brianna"}, {"bridie", "bridget"}, {"cal", "callum"},
    {"cassie", "cassandra"}, {"cath", "catherine"}, {"cathy", "catherine"}, {"caz", "caroline"},
    {"charley", "charles"}, {"charlie", "charles"}, {"charlie", "charlotte"}, {"chas", "charles"},
    {"chel", "chelsea"}, {"chi", "chioma"}, {"chris", "christina"}, {"chris", "christine"},
    {"chris", "christopher"}, {"chrissie", "christine"}, {"chuck", "charles"}, {"chuy", "jesus"},
    {"cindy", "cynthia"}, {"cla", "claire"}, {"claud", "claudia"}, {"connie", "constance"},
    {"dan", "daniel"}, {"dani", "danielle"}, {"danny", "daniel"}, {"dave", "david"},
    {"davy", "david"}, {"dayo", "adedayo"}, {"daz", "darren"}, {"deb", "deborah"},
    {"deb", "debra"}, {"debbie", "deborah"}, {"debs", "deborah"}, {"dee", "deirdre"},
    {"dee", "denise"}, {"den", "dennis"}, {"denny", "dennis"}, {"des", "desmond"},
    {"di", "diana"}, {"di", "diane"}, {"dick", "richard"}, {"dima", "dmitri"}, {"dom", "dominic"},
    {"don", "donald"}, {"dot", "dorothy"}, {"dottie", "dorothy"}, {"doug", "douglas"},
    {"dougie", "douglas"}, {"drew", "andrew"}, {"ed", "edward"}, {"ed", "edwin"},
    {"eddie", "edward"}, {"eddy", "edward"}, {"effie", "euphemia"}, {"elle", "eleanor"},
    {"ellie", "eleanor"}, {"ellie", "elizabeth"}, {"ellie", "ellen"}, {"elsie", "elizabeth"},
    {"em", "emily"}, {"em", "emma"}, {"emeka", "chukwuemeka"}, {"ems", "emma"},
    {"ernie", "ernest"}, {"evie", "eve"}, {"evie", "evelyn"}, {"ewka", "ewa"}, {"fats", "fatima"},
    {"fi", "fiona"}, {"flo", "florence"}, {"flossie", "florence"}, {"fran", "frances"},
    {"fran", "francis"}, {"frank", "francis"}, {"frankie", "frances"}, {"frankie", "francis"},
    {"fred", "alfred"}, {"fred", "frederick"}, {"freddie", "frederick"}, {"funmi", "funmilayo"},
    {"gabby", "gabrielle"}, {"gabe", "gabriel"}, {"gaz", "gary"}, {"gel", "angela"},
    {"gem", "gemma"}, {"geoff", "geoffrey"}, {"george", "georgina"}, {"georgie", "georgina"},
    {"gerry", "gerald"}, {"gerry", "geraldine"}, {"gerry", "gerard"}, {"gill", "gillian"},
    {"ginny", "ginevra"}, {"ginny", "virginia"}, {"gio", "giovanni"}, {"gord", "gordon"},
    {"gosia", "malgorzata"}, {"greg", "gregory"}, {"grzes", "grzegorz"}, {"gurp", "gurpreet"},
    {"gus", "angus"}, {"gwen", "gwendolyn"}, {"hal", "harold"}, {"hal", "henry"},
    {"hank", "henry"}, {"harj", "harjinder"}, {"harry", "harold"}, {"harry", "harrison"},
    {"harry", "henry"}, {"hattie", "harriet"}, {"hetty", "henrietta"}, {"ibby", "ibrahim"},
    {"ibz", "ibrahim"}, {"ike", "isaac"}, {"immy", "imogen"}, {"issy", "isabelle"},
    {"izzy", "isabel"}, {"izzy", "isabella"}, {"jackie", "jacqueline"}, {"jag", "jagdeep"},
    {"jake", "jacob"}, {"jamie", "james"}, {"jan", "janet"}, {"jan", "janice"}, {"janey", "jane"},
    {"jas", "jasmine"}, {"jas", "jaswinder"}, {"jase", "jason"}, {"jay", "jason"},
    {"jeff", "geoffrey"}, {"jeff", "jeffrey"}, {"jem", "jemima"}, {"jen", "jennifer"},
    {"jenny", "jennifer"}, {"jerry", "gerald"}, {"jerry", "jeremy"}, {"jess", "jessica"},
    {"jessie", "jessica"}, {"jez", "jeremy"}, {"jill", "gillian"}, {"jim", "james"},
    {"jimmy", "james"}, {"jo", "joanna"}, {"jo", "joanne"}, {"jo", "josephine"},
    {"joe", "joseph"}, {"joey", "joseph"}, {"john", "jonathan"}, {"johnny", "john"},
    {"jon", "jonathan"}, {"josh", "joshua"}, {"josie", "josephine"}, {"jude", "judith"},
    {"judy", "judith"}, {"jules", "julian"}, {"jules", "julie"}, {"kadi", "khadija"},
    {"kasia", "katarzyna"}, {"kat", "katherine"}, {"kate", "catherine"}, {"kate", "katherine"},
    {"kath", "katherine"}, {"kath", "kathleen"}, {"kathy", "katherine"}, {"kathy", "kathleen"},
    {"katie", "catherine"}, {"katie", "katherine"}, {"katy", "katherine"}, {"katya", "ekaterina"},
    {"kay", "katherine"}, {"kemi", "oluwakemi"}, {"ken", "kenneth"}, {"kenny", "kenneth"},
    {"kev", "kevin"}, {"kez", "kerry"}, {"khads", "khadija"}, {"kim", "kimberley"},
    {"kit", "christopher"}, {"kris", "kristopher"}, {"krzys", "krzysztof"}, {"kuba", "jakub"},
    {"kwes", "kwesi"}, {"larry", "laurence"}, {"larry", "lawrence"}, {"laz", "lazarus"},
    {"len", "leonard"}, {"lena", "elena"}, {"lenny", "leonard"}, {"leo", "leonard"},
    {"lex", "alexander"}, {"lexi", "alexandra"}, {"lexie", "alexandra"}, {"libby", "elizabeth"},
    {"lil", "lillian"}, {"lin", "linda"}, {"lindy", "linda"}, {"liz", "elizabeth"},
    {"lizzie", "elizabeth"}, {"lizzy", "elizabeth"}, {"lolly", "laura"}, {"lor", "lorraine"},
    {"lottie", "charlotte"}, {"lou", "louis"}, {"lou", "louise"}, {"louie", "louis"},
    {"loz", "lauren"}, {"lyn", "lynette"}, {"maciek", "maciej"}, {"maddie", "madeleine"},
    {"maddy", "madison"}, {"magda", "magdalena"}, {"maggie", "margaret"}, {"mags", "margaret"},
    {"mandy", "amanda"}, {"manny", "manpreet"}, {"marge", "marjorie"}, {"margie", "margaret"},
    {"marty", "martin"}, {"marysia", "maria"}, {"masha", "maria"}, {"mat", "matthew"},
    {"matt", "matthew"}, {"matty", "matthew"}, {"max", "maximilian"}, {"max", "maxwell"},
    {"maz", "maryam"}, {"meg", "margaret"}, {"meg", "megan"}, {"mel", "melanie"},
    {"mel", "melissa"}, {"mel", "melvin"}, {"mick", "michael"}, {"mickey", "michael"},
    {"mike", "michael"}, {"mikey", "michael"}, {"millie", "emily"}, {"millie", "millicent"},
    {"misha", "mikhail"}, {"mo", "maureen"}, {"mo", "mohamed"}, {"mo", "mohammed"},
    {"mo", "mohamud"}, {"mo", "muhammad"}, {"mohamad", "mohammed"}, {"mohamed", "mohammed"},
    {"mohammad", "mohammed"}, {"mohd", "mohammed"}, {"moll", "mary"}, {"molly", "mary"},
    {"muhammad", "mohammed"}, {"muhammed", "mohammed"}, {"nacho", "ignacio"}, {"nan", "nancy"},
    {"nastya", "anastasia"}, {"nat", "natalie"}, {"nat", "natasha"}, {"nat", "nathan"},
    {"nate", "nathan"}, {"ned", "edward"}, {"nell", "eleanor"}, {"nell", "helen"},
    {"nellie", "eleanor"}, {"ness", "vanessa"}, {"nessa", "vanessa"}, {"ngo", "ngozi"},
    {"nic", "nicola"}, {"nick", "nicholas"}, {"nick", "nicola"}, {"nicky", "nicholas"},
    {"nicky", "nicola"}, {"nige", "nigel"}, {"nikki", "nicola"}, {"nora", "eleanor"},
    {"ol", "oliver"}, {"ola", "aleksandra"}, {"ola", "olamide"}, {"ollie", "oliver"},
    {"olly", "oliver"}, {"paco", "francisco"}, {"pad", "patrick"}, {"paddy", "patrick"},
    {"pam", "pamela"}, {"parm", "parminder"}, {"pat", "patricia"}, {"pat", "patrick"},
    {"patsy", "patricia"}, {"patti", "patricia"}, {"paulie", "paul"}, {"peg", "margaret"},
    {"peggy", "margaret"}, {"penny", "penelope"}, {"pepe", "jose"}, {"pete", "peter"},
    {"phil", "philip"}, {"phil", "phillip"}, {"piotrek", "piotr"}, {"pip", "philip"},
    {"pippa", "philippa"}, {"pri", "priya"}, {"rach", "rachel"}, {"raf", "rafael"},
    {"raj", "rajesh"}, {"ray", "raymond"}, {"raz", "abdulrazak"}, {"reg", "reginald"},
    {"ric", "richard"}, {"rich", "richard"}, {"richie", "richard"}, {"rick", "richard"},
    {"ricky", "richard"}, {"rik", "richard"}, {"rob", "robert"}, {"robbie", "robert"},
    {"rod", "rodney"}, {"ron", "ronald"}, {"ronnie", "ronald"}, {"ronnie", "veronica"},
    {"rosie", "rose"}, {"rosie", "rosemary"}, {"roz", "rosalind"}, {"russ", "russell"},
    {"sade", "folasade"}, {"sal", "sally"}, {"sally", "sarah"}, {"sam", "samantha"},
    {"sam", "samuel"}, {"sammy", "samantha"}, {"sammy", "samuel"}, {"sandy", "alexander"},
    {"sandy", "sandra"}, {"sanj", "sanjay"}, {"sasha", "alexander"}, {"sasha", "alexandra"},
    {"saz", "sarah"}, {"seb", "sebastian"}, {"segun", "olusegun"}, {"seun", "oluwaseun"},
    {"shan", "shannon"}, {"shaz", "sharon"}, {"shell", "michelle"}, {"shelley", "michelle"},
    {"shelly", "michelle"}, {"si", "simon"}, {"sid", "sidney"}, {"sim", "simone"},
    {"sly", "sylvester"}, {"sol", "solomon"}, {"sop", "sophie"}, {"soph", "sophie"},
    {"stan", "stanley"}, {"ste", "stephen"}, {"ste", "steven"}, {"steph", "stephanie"},
    {"steve", "stephen"}, {"steve", "steven"}, {"stevie", "stephen"}, {"stevie", "steven"},
    {"stew", "stewart"}, {"stu", "stuart"}, {"sue", "susan"}, {"sue", "suzanne"},
    {"sukh", "sukhwinder"}, {"susie", "susan"}, {"suzie", "susan"}, {"suzy", "suzanne"},
    {"tam", "tamsin"}, {"tash", "natasha"}, {"tasha", "natasha"}, {"tayo", "omotayo"},
    {"ted", "edward"}, {"ted", "theodore"}, {"teddy", "edward"}, {"teri", "teresa"},
    {"terry", "terence"}, {"terry", "theresa"}, {"tess", "teresa"}, {"tess", "theresa"},
    {"theo", "theodore"}, {"tibby", "isabel"}, {"tilly", "matilda"}, {"tim", "timothy"},
    {"tina", "christina"}, {"toby", "tobias"}, {"tolya", "anatoly"}, {"tom", "thomas"},
    {"tomek", "tomasz"}, {"tommy", "thomas"}, {"tone", "tony"}, {"toni", "antonia"},
    {"tony", "anthony"}, {"tony", "antony"}, {"trace", "tracey"}, {"trev", "trevor"},
    {"tricia", "patricia"}, {"trish", "patricia"}, {"trisha", "patricia"}, {"trudy", "gertrude"},
    {"tunde", "babatunde"}, {"val", "valerie"}, {"vanya", "ivan"}, {"vi", "violet"},
    {"vic", "victor"}, {"vicki", "victoria"}, {"vicky", "victoria"}, {"vik", "vikram"},
    {"vikki", "victoria"}, {"viv", "vivian"}, {"viv", "vivienne"}, {"wally", "walter"},
    {"walt", "walter"}, {"wes", "wesley"}, {"wilf", "wilfred"}, {"will", "william"},
    {"willy", "william"}, {"winnie", "winifred"}, {"wojtek", "wojciech"}, {"yaz", "yasmin"},
    {"yus", "yusuf"}, {"zac", "zachary"}, {"zach", "zachary"}, {"zak", "zachary"},
    {"zee", "zainab"}, {"zosia", "zofia"},
    /* clang-format on */
};

static int by_word(const void *word, const void *entry) {
    const char *e;
    memcpy(&e, entry, sizeof e);
    return slice_compare(*(const struct slice *)word, e);
}

static bool is_listed(struct slice word, const char *const *list, size_t n) {
    return word.n > 0 && bsearch(&word, list, n, sizeof *list, by_word) != NULL;
}

uint8_t name_sex(struct slice word) {
    if (is_listed(word, women, sizeof women / sizeof *women))
        return SEX_WOMAN;
    return is_listed(word, men, sizeof men / sizeof *men) ? SEX_MAN : SEX_UNKNOWN;
}

static size_t first_form(struct slice word) {
    size_t low = 0, high = sizeof forms / sizeof *forms;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (slice_compare(word, forms[middle].form) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The entries [*first, *end) of a form. */
static void forms_of(struct slice word, size_t *first, size_t *end) {
    *first = *end = word.n > 0 ? first_form(word) : 0;
    while (word.n > 0 && *end < sizeof forms / sizeof *forms &&
           slice_compare(word, forms[*end].form) == 0)
        ++*end;
}

const char *name_of_form(struct slice word, size_t i) {
    size_t first, end;
    forms_of(word, &first, &end);
    return i < end - first ? forms[first + i].name : NULL;
}

bool names_alike(struct slice a, struct slice b) {
    size_t first_a, end_a, first_b, end_b;
    forms_of(a, &first_a, &end_a);
    forms_of(b, &first_b, &end_b);
    for (size_t i = first_a; i < end_a; i++)
        if (slice_is(b, forms[i].name))
            return true;
    for (size_t k = first_b; k < end_b; k++)
        if (slice_is(a, forms[k].name))
            return true;
    for (size_t i = first_a; i < end_a; i++)
        for (size_t k = first_b; k < end_b; k++)
            if (strcmp(forms[i].name, forms[k].name) == 0)
                return true;
    return false;
}

static bool in_order(const char *const *list, size_t n) {
    for (size_t i = 1; i < n; i++)
        if (strcmp(list[i - 1], list[i]) >= 0)
            return false;
    return true;
}

bool namedata_in_order(void) {
    for (size_t i = 1; i < sizeof forms / sizeof *forms; i++) {
        int c = strcmp(forms[i - 1].form, forms[i].form);
        if (c > 0 || (c == 0 && strcmp(forms[i - 1].name, forms[i].name) >= 0))
            return false;
    }
    return in_order(women, sizeof women / sizeof *women) && in_order(men, sizeof men / sizeof *men);
}
