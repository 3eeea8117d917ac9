#include "redact/namedata.h"

#include <stdlib.h>
#include <string.h>

/* Words as look-up keys (fold_key), in the order of their bytes. Written for this project. Names
 * that both women and men bear in Britain are in neither list. */
/* clang-format off */
static const char *const women[] = {
    "aaliyah", "abena", "abigail", "abimbola", "abla", "abosede", "achieng", "adaeze", "adaora",
    "adele", "aderonke", "adhiambo", "adriana", "adunni", "adwoa", "afia", "afua", "agata",
    "agatha", "agnes", "agnieszka", "aileen", "ailish", "ailsa", "aimee", "aina", "aisha", "aishah",
    "aisling", "akinyi", "akosua", "akua", "alana", "aleksandra", "alexandra", "alice", "alicia",
    "alisha", "alison", "alyssa", "ama", "amaal", "amaka", "amal", "amanda", "amani", "amarachi",
    "amber", "ambreen", "amelia", "amina", "aminah", "aminat", "aminata", "amira", "amna", "amreen",
    "amy", "ana", "ananya", "anastasia", "anaya", "andreea", "aneesa", "aneta", "angela",
    "angelina", "anila", "anisa", "anita", "anjali", "ann", "anna", "annabel", "anne", "annette",
    "annie", "anthea", "antonia", "anum", "anuradha", "anushka", "anwen", "aoibheann", "aoife",
    "archana", "arlene", "arooj", "aruna", "asabe", "asha", "ashleigh", "asiya", "asma", "asmaa",
    "astrid", "atieno", "audrey", "ava", "avril", "ayan", "ayesha", "ayisha", "ayse", "aysha",
    "azra", "barbara", "beata", "beatrice", "becky", "belinda", "bella", "bernadette", "bernice",
    "beryl", "beth", "bethan", "bethany", "betty", "bharti", "bhavna", "bianca", "bilqis", "bisi",
    "bolanle", "bozena", "branwen", "brenda", "bridget", "bronwen", "bronwyn", "brooke", "buhle",
    "bukola", "bushra", "caitlin", "camilla", "candice", "caoimhe", "carla", "carly", "carmel",
    "carmen", "carol", "carole", "caroline", "carolyn", "carrie", "carys", "cassandra", "catherine",
    "cathy", "catrin", "cecilia", "celia", "celine", "ceri", "cerys", "chandni", "chantal",
    "chantelle", "charlene", "charlotte", "chelsea", "cheryl", "chiamaka", "chiara", "chidera",
    "chidinma", "chinwe", "chioma", "chipo", "chloe", "christina", "christine", "ciara", "claire",
    "clara", "clare", "claudia", "colette", "colleen", "constance", "cora", "cordelia", "cristina",
    "cynthia", "daisy", "dalia", "daniela", "danielle", "danuta", "daphne", "davina", "dawn",
    "debbie", "deborah", "debra", "deepa", "deepika", "deirdre", "delia", "delyth", "demi",
    "denise", "deqa", "diana", "diane", "dilys", "dina", "divya", "dolores", "dominika", "donna",
    "dora", "doreen", "doris", "dorothy", "ebele", "ebony", "edith", "edna", "edyta", "efua",
    "eileen", "eilidh", "eirlys", "eithne", "elaine", "eleanor", "elena", "elif", "elin", "eliza",
    "elizabeth", "ella", "ellen", "ellie", "eloise", "elsie", "eluned", "elzbieta", "emilia", "emily",
    "emine", "emma", "enid", "erica", "erin", "esi", "esme", "esther", "ethel", "eunice", "eva",
    "evie", "ewa", "fadumo", "faith", "faiza", "farah", "fardowsa", "fareeda", "farida", "fariha",
    "farzana", "fatima", "fatimah", "fatma", "fatou", "fatoumata", "felicity", "ffion", "filsan",
    "fiona", "firdous", "flora", "florence", "folake", "folasade", "fozia", "frances", "freda",
    "freya", "funmilayo", "gabriela", "gabriella", "gabrielle", "gail", "gaynor", "gbemi", "geeta",
    "gemma", "genevieve", "georgia", "georgina", "geraldine", "gertrude", "ghada", "gillian",
    "gina", "ginny", "gita", "gladys", "glenda", "glenys", "gloria", "grace", "grainne", "grazyna",
    "greta", "gulsen", "gwen", "gwendolyn", "gwenllian", "gwyneth", "hafsa", "haja", "hajar",
    "hajra", "halima", "halina", "hamida", "hanna", "hannah", "hannatu", "hansa", "harriet",
    "hasina", "hatice", "hauwa", "hawa", "hayley", "hazel", "heather", "heena", "heidi", "helen",
    "helena", "helga", "hema", "henrietta", "hetty", "hibaq", "hibo", "hilda", "hina", "hind",
    "hodan", "holly", "hooria", "huda", "humaira", "huong", "ida", "idil", "ifeoma", "ifeyinwa",
    "ifrah", "ikran", "ilhan", "ilona", "imogen", "inaya", "ines", "ingrid", "ioana", "iona",
    "iqra", "irena", "irene", "iris", "irma", "iryna", "isabel", "isabella", "isabelle", "isatu",
    "isla", "ivana", "ivy", "iwona", "iyabo", "jackie", "jacqueline", "jade", "jadwiga", "jahanara",
    "jamila", "jane", "janet", "janice", "janine", "jasmine", "jayne", "jeanette", "jemima",
    "jemma", "jenna", "jennifer", "jenny", "jessica", "jill", "joan", "joanna", "joanne", "jocelyn",
    "jodie", "jolanta", "josephine", "joy", "joyce", "judith", "judy", "julia", "juliana", "julie",
    "juliet", "june", "justyna", "jyoti", "kaltrina", "kamala", "kamila", "karen", "karolina",
    "kasia", "katarzyna", "kate", "kateryna", "katherine", "kathleen", "kathryn", "kathy", "katie",
    "katrina", "katy", "kavita", "kayla", "kayleigh", "keeley", "keisha", "kelly", "kemi",
    "khadija", "khadijah", "khadra", "khalida", "kiera", "kimberley", "kinga", "kirsten", "kirsty",
    "kitty", "komal", "kristina", "krystyna", "kulsum", "kusum", "lacey", "lakshmi", "lara",
    "larysa", "lata", "latifa", "latisha", "latoya", "laura", "laurel", "lauren", "lavinia",
    "layla", "leah", "leanne", "leila", "lena", "leona", "leonie", "leticia", "lexi", "lexie",
    "leyla", "libby", "lidia", "lilian", "lillian", "lily", "lina", "linda", "lindiwe", "linh",
    "lisa", "llinos", "lois", "lola", "lorna", "lorraine", "lottie", "louisa", "louise", "lowri",
    "lubna", "lucia", "lucille", "lucinda", "lucy", "lucyna", "ludmila", "lydia", "lynda",
    "lynette", "lynn", "lynne", "maame", "mabel", "madeleine", "madhuri", "madison", "maeve",
    "magdalena", "maggie", "mahnoor", "maire", "mairead", "mairi", "maisie", "malak", "malgorzata",
    "malgosia", "manal", "mandy", "marcia", "mared", "margaret", "maria", "mariam", "mariama",
    "marianne", "marie", "marilyn", "marina", "marion", "marjorie", "marlene", "marta", "martha",
    "martina", "marwa", "mary", "maryam", "maryan", "matilda", "maud", "maura", "maureen", "mavis",
    "maxine", "meena", "meera", "megan", "mehwish", "mei", "melanie", "melissa", "mercy", "meryl",
    "mia", "michaela", "michelle", "mihaela", "mildred", "millicent", "millie", "milly", "mina",
    "minal", "minnie", "mira", "mirela", "miriam", "modupe", "moira", "molly", "mona", "monica",
    "monika", "morag", "morenike", "muriel", "mwende", "myfanwy", "myra", "nadia", "nafisa",
    "naheed", "naima", "najma", "nancy", "naomi", "nargis", "nasra", "nasreen", "nasrin", "natalia",
    "natalie", "nataliya", "natasha", "nazia", "nazma", "neeta", "neha", "nell", "nellie", "nerys",
    "ngozi", "nia", "niamh", "nicola", "nicole", "nicolette", "nighat", "nimco", "nina", "nirmala",
    "nisha", "njeri", "nkechi", "nneka", "nnenna", "nokuthula", "nomsa", "nora", "noreen", "norma",
    "noura", "nuala", "oana", "obiageli", "oksana", "olena", "olga", "olha", "olive", "olivia",
    "oliwia", "olwen", "omolara", "omotola", "oonagh", "orla", "pamela", "parvati", "parveen",
    "patience", "patricia", "patrycja", "paula", "paulina", "pauline", "pearl", "peggy", "penelope",
    "penny", "petra", "philippa", "phoebe", "phyllis", "pippa", "polly", "pooja", "poppy",
    "precious", "priscilla", "priti", "priya", "priyanka", "puja", "rabia", "rachel", "radha",
    "raheela", "rahma", "rani", "rania", "razia", "rebecca", "regina", "rehana", "rekha", "renata",
    "rhian", "rhiannon", "rhoda", "rhonda", "rina", "rita", "ritu", "rizwana", "roberta", "robina",
    "rochelle", "rohini", "roisin", "romana", "ronke", "rosa", "rosalind", "rose", "rosemary",
    "roshni", "rosie", "roslyn", "rowena", "roxana", "roxanne", "ruby", "rudo", "rukhsana", "rukia",
    "ruqaya", "ruqayyah", "ruqiya", "ruth", "sabina", "sabita", "sabrina", "sade", "sadia", "safa",
    "saffron", "safia", "safiya", "safiyya", "sagal", "sahra", "saima", "saira", "sakina", "sally",
    "salma", "samantha", "samina", "samira", "sana", "sandra", "sangeeta", "saoirse", "sara",
    "sarah", "sarita", "saskia", "savannah", "saynab", "scarlett", "seema", "selina", "senga",
    "serena", "serwa", "serwaa", "shabana", "shabnam", "shahida", "shaimaa", "shakira", "shanelle",
    "shanice", "shannon", "shanti", "sharmila", "sharon", "shauna", "shazia", "sheila", "shelley",
    "shereen", "shilpa", "shirin", "shirley", "shona", "shreya", "sian", "sidra", "sienna",
    "silvia", "simisola", "simone", "simran", "sinead", "siobhan", "sita", "skye", "smita", "sneha",
    "sofia", "solange", "sonal", "sonia", "sonya", "sophia", "sophie", "soraya", "stacey", "stacie",
    "stella", "stephanie", "sue", "sujata", "suki", "sultana", "sumaira", "sumaya", "sumayya",
    "sunita", "susan", "susanna", "susannah", "sushila", "susie", "suzanne", "svetlana", "swati",
    "sybil", "sylvia", "sylwia", "tabitha", "tahira", "tamara", "tamsin", "tanisha", "tanya",
    "tara", "tasha", "tasneem", "tatiana", "tegan", "teresa", "tess", "tessa", "tetiana",
    "thandiwe", "thelma", "theresa", "thuy", "tia", "tiffany", "tilly", "tina", "titilayo", "toyin",
    "tracey", "tracy", "trang", "trisha", "trudy", "tuyet", "ubah", "una", "ursula", "urszula",
    "usha", "uzma", "valentina", "valerie", "vandana", "vanessa", "veena", "vera", "verity",
    "veronica", "vicki", "vicky", "victoria", "vidya", "viktoria", "viola", "violet", "vivienne",
    "wambui", "wanda", "wanjiru", "wendy", "weronika", "wiktoria", "wilma", "winifred", "xiu",
    "yaa", "yasmeen", "yasmin", "yelena", "yemisi", "yetunde", "yewande", "yolanda", "yuliia",
    "yvette", "yvonne", "zahra", "zainab", "zainabu", "zanele", "zara", "zarina", "zaynab",
    "zdenka", "zeenat", "zeinab", "zelda", "zeynep", "zoe", "zofia", "zubaida", "zubeda", "zuhra",
    "zulekha", "zuzanna",
};
/* clang-format on */

/* clang-format off */
static const char *const men[] = {
    "aaron", "abbas", "abdi", "abdirahman", "abdoulaye", "abdul", "abdullah", "abdullahi",
    "abdulrahman", "abraham", "abu", "adam", "adamu", "adebayo", "adewale", "aditya", "adnan",
    "adrian", "agim", "ahmad", "ahmed", "aidan", "ajay", "akash", "akin", "akram", "alan",
    "alasdair", "alastair", "albert", "aled", "alejandro", "aleksander", "alexander", "alf",
    "alfie", "alfred", "ali", "alistair", "allan", "allen", "alun", "amir", "amit", "amrit",
    "anand", "andrei", "andres", "andrew", "andriy", "andrzej", "angus", "anil", "anthony",
    "antoni", "antonio", "anwar", "arben", "archibald", "archie", "arif", "arjun", "arkadiusz",
    "arnold", "arron", "arthur", "artur", "arun", "asad", "ashok", "asif", "aslam", "atif",
    "austin", "ayaan", "ayman", "ayub", "aziz", "babar", "babatunde", "bakari", "balbir", "barnaby",
    "barry", "bartosz", "basil", "bassam", "bayo", "ben", "benedict", "benjamin", "bernard", "bert",
    "besnik", "bharat", "bhavesh", "bilal", "bogdan", "bongani", "boris", "bradley", "brandon",
    "brayden", "brendan", "brett", "brian", "bruce", "bryan", "bryn", "burak", "byron", "caleb",
    "callum", "calvin", "cameron", "carl", "catalin", "cathal", "cedric", "chad", "cheikh",
    "chetan", "chidi", "chinedu", "christian", "christopher", "chukwuemeka", "cian", "ciaran",
    "clarence", "clark", "clement", "clifford", "clive", "colin", "colm", "conall", "connor",
    "conor", "constantin", "cormac", "cosmin", "costel", "craig", "cristian", "curtis", "cyril",
    "dafydd", "dale", "damian", "daniel", "danny", "dariusz", "darragh", "darren", "darryl", "daud",
    "dave", "david", "dawid", "dawood", "dayo", "daz", "dean", "declan", "deepak", "deji", "dele",
    "delroy", "denis", "dennis", "derek", "dermot", "desmond", "dewi", "diarmuid", "diego",
    "dimitri", "dinesh", "dmitri", "dmytro", "dominic", "donal", "donald", "douglas", "dragan",
    "dragos", "dumitru", "duncan", "dwayne", "dylan", "eamon", "eamonn", "ebo", "ebrima", "edgar",
    "edmund", "edward", "edwin", "efan", "ehsan", "eifion", "elias", "elijah", "elliot", "elroy",
    "emeka", "emlyn", "emmanuel", "emre", "emrys", "emyr", "eoghan", "eoin", "eric", "ernest",
    "errol", "ethan", "eugene", "evan", "everton", "ewan", "ezra", "fadi", "fahad", "faisal",
    "farai", "farhan", "farid", "farooq", "faruq", "felix", "femi", "fergal", "fergus", "fernando",
    "finbar", "finlay", "fionn", "flamur", "florin", "francis", "frank", "franklin", "fraser",
    "fred", "frederick", "ganesh", "garba", "gareth", "garry", "gary", "gaurav", "gavin", "gaz",
    "gbenga", "geoff", "geoffrey", "george", "geraint", "gerald", "gerard", "gethin", "ghassan",
    "gheorghe", "ghulam", "gilbert", "giles", "girish", "glenn", "goran", "gordon", "graeme",
    "graham", "grant", "gregory", "grzegorz", "guled", "guy", "gwilym", "gwyn", "habib", "hakan",
    "hamid", "hamish", "hamisi", "hamza", "hani", "haris", "harish", "harold", "haroon", "haroun",
    "harry", "harvey", "hasan", "hassan", "hector", "hefin", "hemant", "henry", "herbert", "hitesh",
    "horace", "hossam", "howard", "hubert", "hugh", "hugo", "humphrey", "hussain", "hussein", "huw",
    "hywel", "ian", "ibrahim", "ibrahima", "idris", "iestyn", "ieuan", "ifan", "ifor", "ihor",
    "ijaz", "ikechukwu", "ikenna", "ilir", "ilyas", "imran", "imtiaz", "ioan", "ion", "iqbal",
    "irfan", "isaac", "ishaan", "ismail", "ivan", "ivor", "iwan", "jacek", "jack", "jacob",
    "jagdish", "jake", "jakub", "jamal", "james", "jamie", "jared", "jarek", "jason", "javed",
    "javier", "jayden", "jaydon", "jayesh", "jeff", "jeffrey", "jeremiah", "jeremy", "jerome",
    "jerzy", "jide", "jignesh", "jim", "jimmy", "jitendra", "joao", "joel", "john", "johnny",
    "jonah", "jonathan", "jonny", "jorge", "joseph", "josh", "joshua", "jovan", "juan", "julian",
    "julius", "juma", "junaid", "justin", "kabir", "kamal", "kamau", "kamil", "kamran", "kareem",
    "karim", "karl", "karol", "kasim", "kayden", "kayode", "kazimierz", "keith", "kelvin", "ken",
    "kenneth", "kenny", "ketan", "kevin", "khalid", "kian", "kieran", "kipchoge", "kiprop",
    "kishan", "kishore", "kofi", "kojo", "konrad", "krishna", "krzysztof", "kunle", "kwabena",
    "kwadwo", "kwaku", "kwame", "kwasi", "kweku", "kwesi", "kyle", "lamin", "lance", "laurence",
    "lawrence", "lennox", "leon", "leonard", "leroy", "lester", "lewis", "liam", "liban", "lionel",
    "liviu", "lloyd", "logan", "lorcan", "luca", "lucas", "lucian", "luis", "lukasz", "luke",
    "maciej", "magnus", "mahad", "mahesh", "mahmood", "mahmoud", "majid", "malachy", "malcolm",
    "malik", "mamadou", "manish", "manoj", "mansoor", "marc", "marcin", "marcus", "marek", "marius",
    "mariusz", "mark", "marlon", "marshall", "martin", "marvin", "masood", "mateo", "mateusz",
    "matthew", "maurice", "maxwell", "mehmet", "michael", "michal", "mick", "miguel", "mihai",
    "mike", "mikolaj", "milan", "miles", "milo", "mircea", "miroslaw", "modou", "mohamed",
    "mohammad", "mohammed", "mohamud", "mohan", "mohinder", "mohsin", "moses", "moshe", "moussa",
    "muhammad", "mukesh", "mukhtar", "munir", "murad", "murray", "mustafa", "mustapha", "mwangi",
    "mykola", "nabil", "nadeem", "naeem", "naresh", "nasir", "nathan", "nathaniel", "naveed",
    "naveen", "nawaz", "nazir", "neil", "nelson", "nenad", "neville", "niall", "nicholas", "nick",
    "nicolae", "nigel", "nikhil", "nikolai", "nilesh", "nitin", "nnamdi", "noah", "noel", "norman",
    "obi", "obinna", "ochieng", "oisin", "okechukwu", "oleg", "oleksandr", "oliver", "olumide",
    "olusegun", "oluwaseun", "omar", "omondi", "oscar", "osman", "oswald", "otieno", "otis",
    "ousmane", "ovidiu", "owain", "owen", "pablo", "paddy", "padraic", "padraig", "pankaj", "parth",
    "patrick", "paul", "paulo", "pavan", "pavel", "pawel", "pedro", "percy", "peter", "petro",
    "petru", "philip", "phillip", "pierre", "piotr", "pradeep", "prakash", "pritam", "przemyslaw",
    "qasim", "quentin", "rachid", "radoslaw", "radu", "rafael", "rafal", "rafiq", "raheem", "rahim",
    "rahul", "raj", "rajan", "rajesh", "rajiv", "rakesh", "ralph", "ramesh", "rami", "rashid",
    "ravi", "raymond", "razvan", "reece", "reg", "reginald", "rehan", "reuben", "rhodri", "rhys",
    "riaz", "ricardo", "richard", "ricky", "rikesh", "rizwan", "robert", "rodney", "roger", "rohan",
    "rohit", "roland", "roman", "ronald", "rory", "ross", "rotimi", "roy", "ruairi", "rui",
    "rupert", "russell", "ryan", "ryszard", "sachin", "saeed", "sajid", "saleem", "salim", "salman",
    "samer", "sami", "samir", "samuel", "sandeep", "sanjay", "sanjeev", "sarfraz", "saul", "scott",
    "seamus", "sean", "sebastian", "segun", "sergio", "serhii", "serhiy", "seth", "shabir",
    "shafiq", "shahid", "shakeel", "shane", "sharif", "shaun", "shawn", "shlomo", "shoaib", "sid",
    "sidney", "silas", "simon", "sipho", "slawek", "slawomir", "slobodan", "sohail", "solomon",
    "sorin", "stanislaw", "stanley", "stefan", "stephen", "steve", "steven", "stewart", "stuart",
    "sulaiman", "sulayman", "suleiman", "sunil", "suresh", "syed", "szymon", "tadeusz", "tadhg",
    "tahir", "talha", "tamer", "tanvir", "tapiwa", "taras", "tariq", "tatenda", "tayyab", "tendayi",
    "terence", "terry", "thabo", "themba", "theo", "theodore", "thomas", "tiago", "tim", "timothy",
    "tobias", "toby", "todd", "tom", "tomasz", "tomek", "tomos", "tony", "trevor", "tristan",
    "troy", "tunde", "tyler", "tyrell", "tyrone", "umair", "umar", "uriah", "usman", "uthman",
    "uzair", "varun", "vasile", "vasyl", "vernon", "victor", "vijay", "vikram", "vincent", "vinod",
    "viorel", "vishal", "vlad", "vladimir", "volodymyr", "wafula", "wahid", "wajid", "waldemar",
    "wale", "walid", "walter", "waqar", "warren", "waseem", "wayne", "wesley", "wieslaw", "wilfred",
    "william", "winston", "wissam", "wojciech", "xavier", "yahya", "yaqub", "yasin", "yasir", "yaw",
    "yitzhak", "younis", "yousef", "yuriy", "yusuf", "zachary", "zafar", "zaheer", "zahid", "zain",
    "zakaria", "zakariya", "zbigniew", "ziad", "zoran", "zubair", "zygmunt",
};
/* clang-format on */

/* A short form, or another spelling, and what it may stand for; in the order of both. */
static const struct {
    const char *form, *name;
} forms[] = {
    /* clang-format off */
    {"abby", "abigail"}, {"abdi", "abdirahman"}, {"abe", "abraham"}, {"abi", "abigail"},
    {"abs", "abdul"}, {"abs", "abdullah"}, {"abz", "abdul"}, {"addie", "adelaide"},
    {"addy", "adelaide"}, {"ade", "adebayo"}, {"ade", "adewale"}, {"aga", "agnieszka"},
    {"aggie", "agnes"}, {"al", "alan"}, {"al", "albert"}, {"al", "alexander"}, {"ala", "alicja"},
    {"alec", "alexander"}, {"alex", "alexander"}, {"alex", "alexandra"}, {"alex", "alexandria"},
    {"alf", "alfred"}, {"alfie", "alfred"}, {"ali", "alison"}, {"ally", "alison"},
    {"amy", "amelia"}, {"andi", "andrea"}, {"andy", "andrew"}, {"ange", "angela"},
    {"angie", "angela"}, {"ania", "anna"}, {"anj", "anjali"}, {"annie", "anna"}, {"annie", "anne"},
    {"ant", "anthony"}, {"ant", "antony"}, {"arch", "archibald"}, {"archie", "archibald"},
    {"art", "arthur"}, {"ash", "ashleigh"}, {"ash", "ashley"}, {"ash", "ashok"}, {"asia", "joanna"},
    {"babs", "barbara"}, {"bal", "balwinder"}, {"balj", "baljit"}, {"barb", "barbara"},
    {"bart", "bartholomew"}, {"bartek", "bartosz"}, {"bash", "sebastian"}, {"basia", "barbara"},
    {"bayo", "adebayo"}, {"baz", "barry"}, {"baz", "bartosz"}, {"bea", "beatrice"},
    {"beatka", "beata"}, {"bec", "rebecca"}, {"becca", "rebecca"}, {"becks", "rebecca"},
    {"becky", "rebecca"}, {"bella", "isabella"}, {"belle", "isabelle"}, {"ben", "benjamin"},
    {"benji", "benjamin"}, {"benny", "benjamin"}, {"beppe", "giuseppe"}, {"bernie", "bernadette"},
    {"bernie", "bernard"}, {"bert", "albert"}, {"bert", "herbert"}, {"bert", "robert"},
    {"bertie", "albert"}, {"bess", "elizabeth"}, {"beth", "bethany"}, {"beth", "elizabeth"},
    {"betsy", "elizabeth"}, {"betty", "elizabeth"}, {"bev", "beverley"}, {"bex", "rebecca"},
    {"bill", "william"}, {"billy", "william"}, {"bim", "bimbola"}, {"bob", "robert"},
    {"bobby", "robert"}, {"bola", "abimbola"}, {"bola", "bolanle"}, {"brad", "bradley"},
    {"bri", "brian"}, {"bri", "brianna"}, {"bridie", "bridget"}, {"cal", "callum"},
    {"caro", "caroline"}, {"carrie", "caroline"}, {"cassie", "cassandra"}, {"cata", "catalin"},
    {"cath", "catherine"}, {"cathy", "catherine"}, {"caz", "carole"}, {"caz", "caroline"},
    {"caz", "karen"}, {"char", "charlotte"}, {"charley", "charles"}, {"charlie", "charles"},
    {"charlie", "charlotte"}, {"chas", "charles"}, {"chaz", "charles"}, {"chel", "chelsea"},
    {"chell", "michelle"}, {"chi", "chioma"}, {"chichi", "chidinma"}, {"chris", "christina"},
    {"chris", "christine"}, {"chris", "christopher"}, {"chrissie", "christine"},
    {"chrissy", "christine"}, {"chuck", "charles"}, {"chuks", "chukwuemeka"}, {"chuy", "jesus"},
    {"cindy", "cynthia"}, {"cla", "claire"}, {"claud", "claudia"}, {"col", "colin"},
    {"connie", "constance"}, {"costi", "constantin"}, {"dan", "daniel"}, {"dani", "danielle"},
    {"danny", "daniel"}, {"darek", "dariusz"}, {"dave", "david"}, {"davey", "david"},
    {"davy", "david"}, {"dayo", "adedayo"}, {"dayo", "temidayo"}, {"daz", "darren"},
    {"dazza", "darren"}, {"deano", "dean"}, {"deb", "deborah"}, {"deb", "debra"},
    {"debbie", "deborah"}, {"debs", "deborah"}, {"dee", "deirdre"}, {"dee", "denise"},
    {"den", "dennis"}, {"denny", "dennis"}, {"des", "desmond"}, {"di", "diana"}, {"di", "diane"},
    {"dick", "richard"}, {"dima", "dmitri"}, {"dima", "dmytro"}, {"dom", "dominic"},
    {"don", "donald"}, {"donnie", "donald"}, {"dorotka", "dorota"}, {"dot", "dorothy"},
    {"dottie", "dorothy"}, {"doug", "douglas"}, {"dougie", "douglas"}, {"drew", "andrew"},
    {"duggie", "douglas"}, {"ed", "edmund"}, {"ed", "edward"}, {"ed", "edwin"}, {"eddie", "edward"},
    {"eddy", "edward"}, {"effie", "euphemia"}, {"ela", "elzbieta"}, {"elle", "eleanor"},
    {"ellie", "eleanor"}, {"ellie", "elizabeth"}, {"ellie", "ellen"}, {"elsie", "elizabeth"},
    {"em", "emily"}, {"em", "emma"}, {"emeka", "chukwuemeka"}, {"emmy", "emma"}, {"ems", "emma"},
    {"ern", "ernest"}, {"ernie", "ernest"}, {"evie", "eve"}, {"evie", "evelyn"}, {"ewka", "ewa"},
    {"fats", "fatima"}, {"faz", "faisal"}, {"faz", "farzana"}, {"femi", "olufemi"}, {"fi", "fiona"},
    {"flo", "florence"}, {"flossie", "florence"}, {"fran", "frances"}, {"fran", "francis"},
    {"frank", "francis"}, {"frankie", "frances"}, {"frankie", "francis"}, {"fred", "alfred"},
    {"fred", "frederick"}, {"freddie", "frederick"}, {"freddy", "frederick"},
    {"funmi", "funmilayo"}, {"gabby", "gabrielle"}, {"gabe", "gabriel"}, {"gabs", "gabrielle"},
    {"gaz", "gary"}, {"gazza", "gary"}, {"gbenga", "olugbenga"}, {"gel", "angela"},
    {"gem", "gemma"}, {"geoff", "geoffrey"}, {"george", "georgina"}, {"georgie", "georgina"},
    {"ger", "gerard"}, {"gerry", "gerald"}, {"gerry", "geraldine"}, {"gerry", "gerard"},
    {"gil", "gilbert"}, {"gill", "gillian"}, {"gina", "georgina"}, {"ginny", "ginevra"},
    {"ginny", "virginia"}, {"gio", "giovanni"}, {"gord", "gordon"}, {"gosia", "malgorzata"},
    {"greg", "gregory"}, {"grzes", "grzegorz"}, {"grzesiek", "grzegorz"}, {"gurp", "gurpreet"},
    {"gurps", "gurpreet"}, {"gus", "angus"}, {"gus", "august"}, {"gwen", "gwendolyn"},
    {"hal", "harold"}, {"hal", "henry"}, {"hank", "henry"}, {"harj", "harjinder"},
    {"harps", "harpreet"}, {"harry", "harold"}, {"harry", "harrison"}, {"harry", "henry"},
    {"has", "hassan"}, {"hattie", "harriet"}, {"haz", "haroon"}, {"haz", "hassan"},
    {"herb", "herbert"}, {"hetty", "henrietta"}, {"hus", "hussain"}, {"ibby", "ibrahim"},
    {"ibra", "ibrahim"}, {"ibz", "ibrahim"}, {"ike", "isaac"}, {"imi", "imran"}, {"immy", "imogen"},
    {"immy", "imran"}, {"inder", "inderjit"}, {"ionut", "ion"}, {"ishy", "ismail"},
    {"issy", "isabelle"}, {"iwonka", "iwona"}, {"izzy", "isabel"}, {"izzy", "isabella"},
    {"izzy", "isabelle"}, {"jack", "john"}, {"jackie", "jacqueline"}, {"jacqui", "jacqueline"},
    {"jag", "jagdeep"}, {"jake", "jacob"}, {"jamie", "james"}, {"jan", "janet"}, {"jan", "janice"},
    {"janek", "jan"}, {"janey", "jane"}, {"jas", "jasmine"}, {"jas", "jasvir"},
    {"jas", "jaswinder"}, {"jase", "jason"}, {"jay", "jason"}, {"jeff", "geoffrey"},
    {"jeff", "jeffrey"}, {"jem", "jemima"}, {"jem", "jeremy"}, {"jen", "jennifer"},
    {"jenn", "jennifer"}, {"jenny", "jennifer"}, {"jerry", "gerald"}, {"jerry", "jeremy"},
    {"jess", "jessica"}, {"jessie", "jean"}, {"jessie", "jessica"}, {"jez", "jeremy"},
    {"jezza", "jeremy"}, {"jill", "gillian"}, {"jim", "james"}, {"jimmy", "james"},
    {"jo", "joanna"}, {"jo", "joanne"}, {"jo", "josephine"}, {"joe", "joseph"}, {"joey", "joseph"},
    {"john", "jonathan"}, {"johnny", "john"}, {"jon", "john"}, {"jon", "jonathan"},
    {"jonny", "jonathan"}, {"josh", "joshua"}, {"josie", "josephine"}, {"jude", "judith"},
    {"judy", "judith"}, {"jules", "julia"}, {"jules", "julian"}, {"jules", "julie"},
    {"jurek", "jerzy"}, {"kadi", "khadija"}, {"kash", "akash"}, {"kash", "kashif"},
    {"kasia", "katarzyna"}, {"kat", "katherine"}, {"kate", "catherine"}, {"kate", "katherine"},
    {"kath", "katherine"}, {"kath", "kathleen"}, {"kathy", "katherine"}, {"kathy", "kathleen"},
    {"katie", "catherine"}, {"katie", "katherine"}, {"katy", "katherine"}, {"katya", "ekaterina"},
    {"katya", "kateryna"}, {"kay", "katherine"}, {"kaz", "karen"}, {"kel", "kelly"},
    {"kel", "kelvin"}, {"kemi", "oluwakemi"}, {"ken", "kenneth"}, {"kenny", "kenneth"},
    {"kev", "kevin"}, {"kez", "kerry"}, {"khads", "khadija"}, {"khal", "khalid"},
    {"kim", "kimberley"}, {"kirst", "kirsty"}, {"kit", "christopher"}, {"kitty", "katherine"},
    {"kolya", "mykola"}, {"kris", "kristopher"}, {"krzys", "krzysztof"}, {"kuba", "jakub"},
    {"kul", "kulwinder"}, {"kunle", "adekunle"}, {"kwes", "kwesi"}, {"larry", "laurence"},
    {"larry", "lawrence"}, {"laz", "lazarus"}, {"len", "leonard"}, {"lena", "elena"},
    {"lenny", "lenworth"}, {"lenny", "leonard"}, {"leo", "leon"}, {"leo", "leonard"},
    {"leo", "leonardo"}, {"les", "leslie"}, {"leszek", "lech"}, {"lex", "alexander"},
    {"lexi", "alexandra"}, {"lexie", "alexandra"}, {"lez", "lesley"}, {"libby", "elizabeth"},
    {"lil", "lilian"}, {"lil", "lillian"}, {"lin", "linda"}, {"lindy", "linda"},
    {"liz", "elizabeth"}, {"lizzie", "elizabeth"}, {"lizzy", "elizabeth"}, {"lol", "lorraine"},
    {"lolly", "laura"}, {"lor", "lorraine"}, {"lottie", "charlotte"}, {"lou", "louis"},
    {"lou", "louise"}, {"louie", "louis"}, {"loz", "lauren"}, {"loz", "laurence"}, {"luce", "lucy"},
    {"lucie", "lucy"}, {"lulu", "louise"}, {"lyd", "lydia"}, {"lyn", "lynette"}, {"lyn", "lynne"},
    {"maciek", "maciej"}, {"maddie", "madeleine"}, {"maddie", "madison"}, {"maddy", "madeleine"},
    {"maddy", "madison"}, {"madge", "margaret"}, {"magda", "magdalena"}, {"maggie", "margaret"},
    {"mags", "margaret"}, {"mand", "amanda"}, {"mandy", "amanda"}, {"mani", "manpreet"},
    {"manny", "manpreet"}, {"marge", "marjorie"}, {"margie", "margaret"}, {"marj", "marjorie"},
    {"marty", "martin"}, {"marv", "marvin"}, {"marysia", "maria"}, {"masha", "maria"},
    {"mat", "matthew"}, {"matt", "matthew"}, {"matty", "matilda"}, {"matty", "matthew"},
    {"max", "maximilian"}, {"max", "maxwell"}, {"maz", "marion"}, {"maz", "maryam"},
    {"mazza", "marian"}, {"meg", "margaret"}, {"meg", "megan"}, {"mel", "melanie"},
    {"mel", "melissa"}, {"mel", "melvin"}, {"mhairi", "mary"}, {"mick", "michael"},
    {"mickey", "michael"}, {"micky", "michael"}, {"micky", "michelle"}, {"mihaita", "mihai"},
    {"mike", "michael"}, {"mikey", "michael"}, {"millie", "amelia"}, {"millie", "camilla"},
    {"millie", "emily"}, {"millie", "millicent"}, {"mills", "camilla"}, {"mim", "miriam"},
    {"misha", "mikhail"}, {"mo", "maureen"}, {"mo", "mohamed"}, {"mo", "mohammed"},
    {"mo", "mohamud"}, {"mo", "moira"}, {"mo", "muhammad"}, {"moe", "mohammed"},
    {"mohamad", "mohammed"}, {"mohamed", "mohammed"}, {"mohammad", "mohammed"},
    {"mohd", "mohammed"}, {"moll", "mary"}, {"molly", "mary"}, {"morry", "maurice"},
    {"moz", "maurice"}, {"muhammad", "mohammed"}, {"muhammed", "mohammed"}, {"mus", "mustafa"},
    {"mush", "mushtaq"}, {"nacho", "ignacio"}, {"naj", "najma"}, {"nan", "nancy"},
    {"nance", "nancy"}, {"nas", "nasir"}, {"nastia", "anastasia"}, {"nastya", "anastasia"},
    {"nat", "natalie"}, {"nat", "natasha"}, {"nat", "nathan"}, {"nate", "nathan"},
    {"nav", "navdeep"}, {"nav", "navjot"}, {"naz", "nasreen"}, {"naz", "nazia"}, {"ned", "edward"},
    {"nell", "eleanor"}, {"nell", "helen"}, {"nellie", "eleanor"}, {"nellie", "helen"},
    {"ness", "vanessa"}, {"nessa", "vanessa"}, {"nettie", "annette"}, {"netty", "annette"},
    {"ngo", "ngozi"}, {"nic", "nicola"}, {"nick", "nicholas"}, {"nick", "nicola"},
    {"nicky", "nicholas"}, {"nicky", "nicola"}, {"nico", "nicholas"}, {"nige", "nigel"},
    {"nike", "adenike"}, {"nikki", "nicola"}, {"nora", "eleanor"}, {"norm", "norman"},
    {"ol", "oliver"}, {"ola", "aleksandra"}, {"ola", "olamide"}, {"ollie", "oliver"},
    {"olly", "oliver"}, {"ols", "oliver"}, {"olya", "olha"}, {"omz", "omar"}, {"oz", "oscar"},
    {"ozzie", "oswald"}, {"ozzy", "oscar"}, {"paco", "francisco"}, {"pad", "patrick"},
    {"paddy", "patrick"}, {"pam", "pamela"}, {"parm", "parminder"}, {"pat", "patricia"},
    {"pat", "patrick"}, {"patsy", "patricia"}, {"patti", "patricia"}, {"paulie", "paul"},
    {"pawelek", "pawel"}, {"peg", "margaret"}, {"peggy", "margaret"}, {"pen", "penelope"},
    {"penny", "penelope"}, {"pepe", "jose"}, {"perce", "percy"}, {"pete", "peter"},
    {"phil", "philip"}, {"phil", "philippa"}, {"phil", "phillip"}, {"piotrek", "piotr"},
    {"pip", "philip"}, {"pip", "philippa"}, {"pippa", "philippa"}, {"pri", "priya"},
    {"prue", "prudence"}, {"przemek", "przemyslaw"}, {"rab", "robert"}, {"rabbie", "robert"},
    {"rach", "rachel"}, {"radek", "radoslaw"}, {"raf", "rafael"}, {"raj", "rajesh"},
    {"raj", "rajinder"}, {"ray", "raymond"}, {"raz", "abdulrazak"}, {"raz", "rashid"},
    {"reg", "reginald"}, {"ric", "richard"}, {"rich", "richard"}, {"richie", "richard"},
    {"rick", "richard"}, {"ricky", "richard"}, {"rik", "richard"}, {"riz", "rizwan"},
    {"rizzy", "rizwan"}, {"rob", "robert"}, {"robbie", "robert"}, {"robbo", "robert"},
    {"rod", "rodney"}, {"ron", "ronald"}, {"ron", "ronan"}, {"ronke", "aderonke"},
    {"ronnie", "ronald"}, {"ronnie", "veronica"}, {"ros", "rosalind"}, {"rosie", "rose"},
    {"rosie", "rosemary"}, {"roz", "rosalind"}, {"rudy", "rudolph"}, {"russ", "russell"},
    {"sab", "sabina"}, {"sade", "folasade"}, {"sadie", "sarah"}, {"saj", "sajid"}, {"sal", "sally"},
    {"sally", "sarah"}, {"sam", "samantha"}, {"sam", "samuel"}, {"sammy", "samantha"},
    {"sammy", "samuel"}, {"sandy", "alexander"}, {"sandy", "sandra"}, {"sanj", "sanjay"},
    {"sare", "sarah"}, {"sasha", "alexander"}, {"sasha", "alexandra"}, {"saz", "sarah"},
    {"scotty", "scott"}, {"seb", "sebastian"}, {"segun", "olusegun"}, {"seun", "oluwaseun"},
    {"shabs", "shabana"}, {"shabz", "shabana"}, {"shak", "shakeel"}, {"shan", "shannon"},
    {"shaz", "sharon"}, {"shaz", "shazia"}, {"shell", "michelle"}, {"shelley", "michelle"},
    {"shelly", "michelle"}, {"shug", "hugh"}, {"si", "simon"}, {"sid", "sidney"}, {"sim", "simone"},
    {"sim", "simran"}, {"simmy", "simran"}, {"slawek", "slawomir"}, {"sly", "sylvester"},
    {"sol", "solomon"}, {"sola", "olusola"}, {"sop", "sophie"}, {"soph", "sophie"},
    {"stan", "stanley"}, {"staszek", "stanislaw"}, {"ste", "stephen"}, {"ste", "steven"},
    {"steph", "stephanie"}, {"steve", "stephen"}, {"steve", "steven"}, {"stevie", "stephen"},
    {"stevie", "steven"}, {"stew", "stewart"}, {"stu", "stewart"}, {"stu", "stuart"},
    {"sue", "susan"}, {"sue", "suzanne"}, {"suk", "sukhwinder"}, {"sukh", "sukhdeep"},
    {"sukh", "sukhwinder"}, {"sukie", "susan"}, {"susie", "susan"}, {"suze", "suzanne"},
    {"suzie", "susan"}, {"suzy", "susan"}, {"suzy", "suzanne"}, {"syd", "sydney"},
    {"tam", "tamsin"}, {"tanya", "tetiana"}, {"tash", "natasha"}, {"tasha", "natasha"},
    {"tayo", "omotayo"}, {"taz", "tariq"}, {"taz", "tasneem"}, {"ted", "edward"},
    {"ted", "theodore"}, {"teddy", "edward"}, {"tel", "terence"}, {"teri", "teresa"},
    {"terri", "theresa"}, {"terry", "terence"}, {"terry", "theresa"}, {"tess", "teresa"},
    {"tess", "theresa"}, {"tez", "terence"}, {"theo", "theodore"}, {"tibby", "isabel"},
    {"tilly", "matilda"}, {"tim", "timothy"}, {"timmy", "timothy"}, {"tina", "christina"},
    {"tina", "christine"}, {"titi", "titilayo"}, {"tobi", "oluwatobi"}, {"toby", "tobias"},
    {"tola", "omotola"}, {"tolya", "anatoly"}, {"tom", "thomas"}, {"tomek", "tomasz"},
    {"tommy", "thomas"}, {"tone", "tony"}, {"toni", "antonia"}, {"tony", "anthony"},
    {"tony", "antony"}, {"tope", "temitope"}, {"tori", "victoria"}, {"tosin", "oluwatosin"},
    {"toyin", "oluwatoyin"}, {"trace", "tracey"}, {"trev", "trevor"}, {"tricia", "patricia"},
    {"trish", "patricia"}, {"trisha", "patricia"}, {"trixie", "beatrice"}, {"trudy", "gertrude"},
    {"tunde", "babatunde"}, {"ty", "tyler"}, {"ty", "tyrell"}, {"ty", "tyrone"}, {"val", "valerie"}, {"vali", "valentin"}, {"vanya", "ivan"},
    {"vi", "violet"}, {"vic", "victor"}, {"vicki", "victoria"}, {"vicky", "victoria"},
    {"vik", "vikram"}, {"vikki", "victoria"}, {"vin", "vincent"}, {"vince", "vincent"},
    {"vinny", "vincent"}, {"viv", "vivian"}, {"viv", "vivienne"}, {"vova", "volodymyr"},
    {"wale", "adewale"}, {"wally", "walter"}, {"walt", "walter"}, {"waz", "waseem"},
    {"wes", "wesley"}, {"wilf", "wilfred"}, {"will", "william"}, {"willie", "william"},
    {"wills", "william"}, {"willy", "william"}, {"winnie", "winifred"}, {"wojtek", "wojciech"},
    {"woz", "warren"}, {"xander", "alexander"}, {"xav", "xavier"}, {"yas", "yasmin"},
    {"yaz", "yasmin"}, {"yemi", "adeyemi"}, {"yus", "yusuf"}, {"zac", "zachary"},
    {"zach", "zachary"}, {"zak", "isaac"}, {"zak", "zachary"}, {"zaz", "zainab"},
    {"zbyszek", "zbigniew"}, {"zee", "zainab"}, {"zee", "zeeshan"}, {"zesh", "zeeshan"},
    {"zosia", "zofia"},
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

#define SOUND_MAX 24

/* The spelling without what is most often spelt in another way: doubled letters, a silent h, ph for
 * f or v, z for s; y, ie, ey and ee for i where the name is long enough to be known by the rest
 * (Mary is not Marie). Returns its length, 0 when it does not fit. */
static size_t sound_of(char out[SOUND_MAX], struct slice word) {
    bool is_long = word.n >= 5;
    size_t n = 0;
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i], next = i + 1 < word.n ? word.p[i + 1] : '\0';
        if (i > 0 && c == 'h')
            continue;
        if (is_long && c == 'e' && (next == 'y' || next == 'e'))
            continue;
        if (is_long && c == 'i' && next == 'e' && i + 2 == word.n)
            i++;
        if (c == 'v' || (c == 'p' && next == 'h'))
            c = 'f';
        else if (i > 0 && c == 'z')
            c = 's';
        else if (is_long && (c == 'y' || (c == 'e' && i > 0 && word.p[i - 1] == 'e')))
            c = 'i';
        if (n > 0 && out[n - 1] == c)
            continue;
        if (n == SOUND_MAX)
            return 0;
        out[n++] = c;
    }
    return n;
}

/* Whether two spellings are of one name: Sara, Sarah; Stephen, Steven; Kelly, Kellie. */
static bool sound_alike(struct slice a, struct slice b) {
    char x[SOUND_MAX], y[SOUND_MAX];
    if (a.n < 4 || b.n < 4 || a.p[0] != b.p[0])
        return false;
    size_t n = sound_of(x, a), m = sound_of(y, b);
    return n >= 3 && n == m && memcmp(x, y, n) == 0;
}

bool names_alike(struct slice a, struct slice b) {
    size_t first_a, end_a, first_b, end_b;
    if (sound_alike(a, b))
        return true;
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
