#include "redact/namedata.h"

#include <string.h>

/* Words as look-up keys (fold_key). Written for this project. */

/* A short form, or another spelling, and what it may stand for; in the order of both. */
static const struct {
    const char *form, *name;
} forms[] = {
    /* clang-format off */
    {"abbey", "abiodun"}, {"abbie", "abigail"}, {"abby", "abigail"}, {"abdallah", "abdullah"},
    {"abdel", "abdelrahman"}, {"abdi", "abdikarim"}, {"abdi", "abdirahman"}, {"abdi", "abdirizak"},
    {"abdi", "abdullahi"}, {"abdiraxman", "abdirahman"}, {"abdou", "abdelrahman"},
    {"abdu", "abdulrahman"}, {"abdul", "abdulaziz"}, {"abdul", "abdullah"}, {"abdul", "abdullahi"},
    {"abdul", "abdulrahman"}, {"abdulla", "abdullah"}, {"abe", "abraham"}, {"abi", "abigail"},
    {"abraham", "avraham"}, {"abraham", "ibrahim"}, {"abs", "abdul"}, {"abs", "abdullah"},
    {"abu", "abubakar"}, {"abubakr", "abubakar"}, {"abz", "abdul"}, {"abz", "abdullah"},
    {"aca", "aleksandar"}, {"ada", "adaeze"}, {"ada", "adaobi"}, {"ada", "adelaide"},
    {"addie", "adelaide"}, {"addy", "adelaide"}, {"ade", "adebayo"}, {"ade", "adedayo"},
    {"ade", "adewale"}, {"afi", "aftab"}, {"afua", "efua"}, {"aga", "agnieszka"},
    {"agatka", "agata"}, {"aggie", "agnes"}, {"agnes", "agnieszka"}, {"ahm", "ahmed"},
    {"ahmad", "ahmed"}, {"aidan", "aiden"}, {"aiden", "aidan"}, {"aisha", "ayesha"},
    {"aishah", "aisha"}, {"akos", "akosua"}, {"akua", "ekua"}, {"al", "alan"}, {"al", "albert"},
    {"al", "alexander"}, {"ala", "alicja"}, {"ale", "alejandra"}, {"ale", "alejandro"},
    {"ale", "alessandro"}, {"alec", "alexander"}, {"alek", "aleksandar"}, {"alek", "aleksander"},
    {"aleks", "alexander"}, {"aleksander", "aleksandr"}, {"alex", "alejandra"},
    {"alex", "alejandro"}, {"alex", "aleksejs"}, {"alex", "alexander"}, {"alex", "alexandra"},
    {"alex", "alexandria"}, {"alex", "alexandru"}, {"alex", "sandor"}, {"alexander", "aleksander"},
    {"alexander", "aleksandr"}, {"alexandr", "aleksandr"}, {"alexandra", "aleksandra"},
    {"alf", "alfred"}, {"alfie", "alfred"}, {"ali", "alison"}, {"ali", "allison"},
    {"ally", "alasdair"}, {"ally", "alastair"}, {"ally", "alexander"}, {"ally", "alison"},
    {"ally", "alistair"}, {"ally", "allison"}, {"amaka", "chiamaka"}, {"amaka", "nneamaka"},
    {"aman", "amandeep"}, {"aman", "amanpreet"}, {"amar", "amarjit"}, {"ami", "amina"},
    {"aminah", "amina"}, {"amy", "amelia"}, {"ana", "anastasia"}, {"andi", "andrea"},
    {"andi", "andrew"}, {"andra", "andreea"}, {"andrew", "andriy"}, {"andri", "andreas"},
    {"andrii", "andriy"}, {"andy", "andreas"}, {"andy", "andrei"}, {"andy", "andrew"},
    {"andy", "andrzej"}, {"ang", "angela"}, {"ange", "angela"}, {"angie", "angela"},
    {"angie", "angelina"}, {"ani", "anil"}, {"ania", "anna"}, {"anj", "anjali"}, {"anju", "anjali"},
    {"anka", "anna"}, {"annie", "anna"}, {"annie", "annabel"}, {"annie", "annabelle"},
    {"annie", "anne"}, {"ant", "anthony"}, {"ant", "antony"}, {"aoibh", "aoibhinn"},
    {"arch", "archibald"}, {"arch", "archie"}, {"archie", "archibald"}, {"art", "arthur"},
    {"ash", "aisha"}, {"ash", "ashleigh"}, {"ash", "ashley"}, {"ash", "ashok"}, {"ash", "ayesha"},
    {"ashy", "ayesha"}, {"asi", "asif"}, {"asia", "joanna"}, {"aska", "joanna"},
    {"aura", "aurelija"}, {"avi", "avraham"}, {"avrumi", "avraham"}, {"ayesha", "aisha"},
    {"ayisha", "aisha"}, {"ayo", "ayodele"}, {"ayo", "ayomide"}, {"aysha", "aisha"},
    {"aziz", "abdulaziz"}, {"babs", "barbara"}, {"bal", "baljinder"}, {"bal", "baljit"},
    {"bal", "balvinder"}, {"bal", "balwinder"}, {"balj", "baljit"}, {"balv", "balvinder"},
    {"barb", "barbara"}, {"barbie", "barbara"}, {"bart", "bartholomew"}, {"bartek", "bartlomiej"},
    {"bartek", "bartosz"}, {"barty", "bartholomew"}, {"bas", "sebastian"}, {"bash", "sebastian"},
    {"basia", "barbara"}, {"bayo", "adebayo"}, {"baz", "barry"}, {"baz", "bartosz"},
    {"bea", "beatrice"}, {"bea", "beatriz"}, {"beatka", "beata"}, {"bebe", "beatrice"},
    {"bec", "rebecca"}, {"bec", "rebekah"}, {"becca", "rebecca"}, {"becca", "rebekah"},
    {"becks", "rebecca"}, {"becky", "rebecca"}, {"becky", "rebekah"}, {"becs", "rebecca"},
    {"bee", "beatrice"}, {"bel", "annabel"}, {"bel", "arabella"}, {"bel", "belinda"},
    {"bel", "isabel"}, {"bel", "isobel"}, {"bella", "annabel"}, {"bella", "annabelle"},
    {"bella", "arabella"}, {"bella", "isabel"}, {"bella", "isabella"}, {"bella", "isabelle"},
    {"belle", "annabel"}, {"belle", "annabelle"}, {"belle", "isabelle"}, {"ben", "benjamin"},
    {"bence", "benedek"}, {"beni", "arben"}, {"beni", "besnik"}, {"benji", "benjamin"},
    {"benjy", "benjamin"}, {"benny", "benjamin"}, {"beppe", "giuseppe"}, {"berni", "bernadette"},
    {"bernie", "bernadette"}, {"bernie", "bernard"}, {"bernie", "bernice"}, {"bert", "albert"},
    {"bert", "cuthbert"}, {"bert", "herbert"}, {"bert", "hubert"}, {"bert", "robert"},
    {"bertie", "albert"}, {"bertie", "herbert"}, {"bess", "elizabeth"}, {"bessie", "elizabeth"},
    {"beth", "bethany"}, {"beth", "elisabeth"}, {"beth", "elizabeth"}, {"bethan", "bethany"},
    {"beto", "alberto"}, {"beto", "roberto"}, {"betsey", "elizabeth"}, {"betsy", "elizabeth"},
    {"betty", "elizabeth"}, {"bev", "beverley"}, {"bev", "beverly"}, {"bex", "rebecca"},
    {"bex", "rebekah"}, {"bhav", "bhavesh"}, {"bhupi", "bhupinder"}, {"bhups", "bhupinder"},
    {"bia", "beatriz"}, {"bid", "bridget"}, {"biddy", "bridget"}, {"bil", "bilal"},
    {"bill", "vasilios"}, {"bill", "william"}, {"billie", "wilhelmina"}, {"billy", "bilal"},
    {"billy", "vasilios"}, {"billy", "william"}, {"bim", "bimbola"}, {"bimbo", "abimbola"},
    {"bindy", "belinda"}, {"biodun", "abiodun"}, {"bob", "robert"}, {"bobbie", "roberta"},
    {"bobby", "robert"}, {"bobby", "roberta"}, {"bogdi", "bogdan"}, {"bogus", "boguslaw"},
    {"bola", "abimbola"}, {"bola", "adebola"}, {"bola", "bolanle"}, {"bola", "omobolanle"},
    {"bolanle", "omobolanle"}, {"bolu", "boluwatife"}, {"bongi", "sibongile"}, {"bonnie", "bonita"},
    {"brad", "bradley"}, {"bray", "brayden"}, {"breda", "bridget"}, {"breda", "brigid"},
    {"bren", "brenda"}, {"bri", "brian"}, {"bri", "brianna"}, {"bri", "sabrina"},
    {"brid", "bridget"}, {"bridie", "bridget"}, {"bridie", "brigid"}, {"bron", "bronwen"},
    {"bron", "bronwyn"}, {"bukky", "bukola"}, {"bukky", "oluwabukola"}, {"bukola", "oluwabukola"},
    {"bunmi", "olubunmi"}, {"bup", "bhupinder"}, {"bush", "bushra"}, {"cabdi", "abdirahman"},
    {"cahal", "cathal"}, {"cal", "callum"}, {"cal", "calum"}, {"callum", "calum"},
    {"calum", "callum"}, {"cam", "cameron"}, {"cam", "campbell"}, {"cami", "camilla"},
    {"carl", "carlton"}, {"caro", "carolina"}, {"caro", "caroline"}, {"carrie", "caroline"},
    {"cass", "cassandra"}, {"cassie", "cassandra"}, {"cat", "catarina"}, {"cat", "catherine"},
    {"cat", "catrin"}, {"cat", "catriona"}, {"cata", "catalin"}, {"cata", "catarina"},
    {"cath", "catherine"}, {"cathy", "catherine"}, {"cati", "catrin"}, {"caz", "carole"},
    {"caz", "caroline"}, {"caz", "karen"}, {"cece", "cecilia"}, {"ced", "cedric"}, {"cee", "celia"},
    {"celia", "cecilia"}, {"cesca", "francesca"}, {"chaimy", "chaim"}, {"chan", "chantelle"},
    {"chanty", "chantelle"}, {"chany", "chana"}, {"char", "charlotte"}, {"char", "charmaine"},
    {"charan", "charanjit"}, {"charl", "charlotte"}, {"charley", "charles"}, {"charlie", "charles"},
    {"charlie", "charlotte"}, {"charo", "rosario"}, {"chas", "charles"}, {"chaz", "charles"},
    {"chel", "chelsea"}, {"chell", "michelle"}, {"chelle", "michelle"}, {"chels", "chelsea"},
    {"chelsey", "chelsea"}, {"chente", "vicente"}, {"chess", "francesca"}, {"chevonne", "siobhan"},
    {"chi", "chioma"}, {"chichi", "chidinma"}, {"chico", "francisco"}, {"chidi", "chidiebere"},
    {"chidi", "chidinma"}, {"chips", "chipo"}, {"chris", "christian"}, {"chris", "christina"},
    {"chris", "christine"}, {"chris", "christopher"}, {"chris", "christos"}, {"chris", "cristian"},
    {"chris", "krzysztof"}, {"chrissie", "christina"}, {"chrissie", "christine"},
    {"chrissy", "christine"}, {"chrissy", "christopher"}, {"christy", "christina"},
    {"christy", "christopher"}, {"chuck", "charles"}, {"chudi", "chukwudi"},
    {"chuks", "chukwuemeka"}, {"chuy", "jesus"}, {"cilla", "priscilla"}, {"cindy", "cynthia"},
    {"cindy", "lucinda"}, {"ciru", "wanjiru"}, {"cisco", "francisco"}, {"cissie", "cecilia"},
    {"cla", "claire"}, {"claud", "claudia"}, {"clem", "clementine"}, {"clemmie", "clementine"},
    {"cliff", "clifford"}, {"clivey", "clive"}, {"coby", "jacob"}, {"col", "colin"},
    {"con", "connor"}, {"con", "conor"}, {"con", "cornelius"}, {"concha", "concepcion"},
    {"conchita", "concepcion"}, {"connie", "concepta"}, {"connie", "constance"},
    {"connor", "conor"}, {"conor", "connor"}, {"costas", "constantinos"},
    {"costas", "konstantinos"}, {"costel", "constantin"}, {"costi", "constantin"},
    {"costica", "constantin"}, {"cris", "crispin"}, {"cris", "cristina"}, {"cristi", "cristian"},
    {"cristi", "cristina"}, {"curt", "curtis"}, {"cyn", "cynthia"}, {"czesiek", "czeslaw"},
    {"daf", "dafydd"}, {"dai", "dafydd"}, {"dal", "dalvinder"}, {"dami", "damilola"},
    {"dami", "oluwadamilola"}, {"damilola", "oluwadamilola"}, {"dan", "daniel"},
    {"dana", "daniela"}, {"dani", "daniel"}, {"dani", "daniela"}, {"dani", "danielle"},
    {"danka", "danuta"}, {"danni", "danielle"}, {"danny", "daniel"}, {"dar", "daria"},
    {"darek", "dariusz"}, {"dasha", "daria"}, {"dasha", "daryna"}, {"daud", "dawud"},
    {"dav", "davinder"}, {"dave", "dafydd"}, {"dave", "david"}, {"dave", "davinder"},
    {"davey", "david"}, {"david", "dawud"}, {"davy", "david"}, {"dawood", "dawud"},
    {"dayo", "adedayo"}, {"dayo", "ekundayo"}, {"dayo", "temidayo"}, {"daz", "darren"},
    {"dazza", "darren"}, {"deano", "dean"}, {"deb", "deborah"}, {"deb", "debra"},
    {"debbie", "deborah"}, {"debbie", "debra"}, {"debby", "deborah"}, {"deborah", "devorah"},
    {"debs", "deborah"}, {"debs", "debra"}, {"dec", "declan"}, {"deccy", "declan"},
    {"dee", "deirdre"}, {"dee", "denise"}, {"dee", "diana"}, {"dee", "diane"}, {"deep", "gurdeep"},
    {"deep", "hardeep"}, {"deep", "mandeep"}, {"deep", "pardeep"}, {"deepa", "deepika"},
    {"deepi", "deepika"}, {"degsy", "derek"}, {"del", "delroy"}, {"del", "derek"},
    {"dele", "ayodele"}, {"dele", "bamidele"}, {"dele", "oladele"}, {"delia", "cordelia"},
    {"den", "denise"}, {"den", "dennis"}, {"denny", "dennis"}, {"dermot", "diarmuid"},
    {"des", "desmond"}, {"desi", "desmond"}, {"detta", "bernadette"}, {"dez", "derek"},
    {"dez", "desmond"}, {"di", "diana"}, {"di", "diane"}, {"di", "dianne"}, {"dick", "richard"},
    {"dickie", "richard"}, {"dil", "dilip"}, {"dima", "dmitri"}, {"dima", "dmitry"},
    {"dima", "dmytro"}, {"dimitris", "dimitrios"}, {"dimpna", "dympna"}, {"din", "dinesh"},
    {"dinma", "chidinma"}, {"dino", "dinesh"}, {"dinos", "constantinos"}, {"dinos", "konstantinos"},
    {"dip", "kuldip"}, {"dips", "deepika"}, {"dmitri", "dmytro"}, {"dodie", "dorothy"},
    {"dolly", "dolores"}, {"dolly", "dorothy"}, {"dom", "domenico"}, {"dom", "dominic"},
    {"domin", "dominik"}, {"don", "donald"}, {"donnie", "donald"}, {"donny", "donald"},
    {"dora", "dorothy"}, {"dorotka", "dorota"}, {"dot", "dorothy"}, {"dottie", "dorothy"},
    {"dotty", "dorothy"}, {"doug", "douglas"}, {"dougie", "douglas"}, {"dougy", "douglas"},
    {"drew", "andrew"}, {"duggie", "douglas"}, {"dullahi", "abdullahi"}, {"dunc", "duncan"},
    {"dunni", "adunni"}, {"dupe", "modupe"}, {"dvora", "devorah"}, {"dway", "dwayne"},
    {"ebere", "chidiebere"}, {"ebrahim", "ibrahim"}, {"ed", "edmund"}, {"ed", "edward"},
    {"ed", "edwin"}, {"eddie", "edmund"}, {"eddie", "eduardo"}, {"eddie", "edward"},
    {"eddie", "edwin"}, {"eddy", "edward"}, {"edie", "edith"}, {"edie", "edna"}, {"edu", "chinedu"},
    {"edu", "eduardo"}, {"eefa", "aoife"}, {"effie", "euphemia"}, {"eily", "eileen"},
    {"ela", "elzbieta"}, {"elena", "eleni"}, {"eli", "elijah"}, {"eliza", "elizabeth"},
    {"elizabeth", "elzbieta"}, {"ella", "eleanor"}, {"ella", "emmanuella"}, {"elle", "eleanor"},
    {"elle", "gabrielle"}, {"ellie", "eleanor"}, {"ellie", "elinor"}, {"ellie", "elizabeth"},
    {"ellie", "ellen"}, {"ellie", "eloise"}, {"elly", "eleanor"}, {"elsie", "elizabeth"},
    {"em", "emily"}, {"em", "emma"}, {"emeka", "chukwuemeka"}, {"emi", "emine"},
    {"emma", "emmanuella"}, {"emmie", "emily"}, {"emmy", "emily"}, {"emmy", "emma"},
    {"ems", "emma"}, {"enzo", "lorenzo"}, {"enzo", "vincenzo"}, {"ern", "ernest"},
    {"ernie", "ernest"}, {"erzsi", "erzsebet"}, {"esha", "aisha"}, {"esha", "ayesha"},
    {"essie", "esther"}, {"estie", "esther"}, {"esty", "esther"}, {"eth", "ethel"},
    {"etta", "henrietta"}, {"euan", "ewan"}, {"eugene", "yevhen"}, {"eva", "evangeline"},
    {"eva", "evelyn"}, {"eve", "evelyn"}, {"evie", "evangeline"}, {"evie", "eve"},
    {"evie", "evelyn"}, {"ewa", "ewelina"}, {"ewan", "euan"}, {"ewen", "ewan"}, {"ewka", "ewa"},
    {"ezzie", "esme"}, {"faduma", "fadumo"}, {"fane", "stefan"}, {"fanny", "frances"},
    {"fanta", "fatoumata"}, {"fanw", "myfanwy"}, {"fara", "farai"}, {"farz", "farzana"},
    {"fatemeh", "fatima"}, {"fati", "fatima"}, {"fatima", "fadumo"}, {"fatimah", "fatima"},
    {"fatma", "fatima"}, {"fatos", "fatma"}, {"fatou", "fatoumata"}, {"fatoumata", "fatou"},
    {"fats", "fatima"}, {"faty", "fatima"}, {"faz", "faisal"}, {"faz", "farzana"},
    {"femi", "olufemi"}, {"femi", "oluwafemi"}, {"fer", "fernanda"}, {"fer", "fernando"},
    {"ferg", "fergus"}, {"feri", "ferenc"}, {"fez", "faisal"}, {"ffi", "ffion"}, {"fi", "fiona"},
    {"finola", "fionnuala"}, {"flic", "felicity"}, {"flick", "felicity"}, {"fliss", "felicity"},
    {"flo", "florence"}, {"flo", "florin"}, {"florrie", "florence"}, {"flossie", "florence"},
    {"fran", "frances"}, {"fran", "francesca"}, {"fran", "francis"}, {"fran", "francisco"},
    {"franco", "francesco"}, {"franek", "franciszek"}, {"frank", "francesco"}, {"frank", "francis"},
    {"frank", "francisco"}, {"frankie", "frances"}, {"frankie", "francesca"},
    {"frankie", "francis"}, {"franky", "francesca"}, {"franny", "frances"}, {"fraz", "fraser"},
    {"fred", "alfred"}, {"fred", "frederick"}, {"fred", "wilfred"}, {"freda", "winifred"},
    {"freddie", "frederick"}, {"freddy", "frederick"}, {"funke", "olufunke"},
    {"funmi", "funmilayo"}, {"funmi", "olufunmi"}, {"funmi", "olufunmilayo"},
    {"gabby", "gabrielle"}, {"gabe", "gabriel"}, {"gabi", "gabriel"}, {"gabi", "gabriela"},
    {"gabs", "gabrielle"}, {"gaby", "gabriel"}, {"gaby", "gabriela"}, {"gaby", "gabrielle"},
    {"gagan", "gagandeep"}, {"gagi", "dragan"}, {"gail", "abigail"}, {"galina", "halyna"},
    {"gaz", "gary"}, {"gazza", "gary"}, {"gbenga", "olugbenga"}, {"ged", "gerald"},
    {"ged", "gerard"}, {"gel", "angela"}, {"gem", "gemma"}, {"genie", "eugenie"},
    {"geoff", "geoffrey"}, {"george", "georgia"}, {"george", "georgina"}, {"george", "georgios"},
    {"george", "gheorghe"}, {"george", "jerzy"}, {"georgia", "georgina"}, {"georgie", "georgia"},
    {"georgie", "georgina"}, {"ger", "geraldine"}, {"ger", "gerard"}, {"gerry", "gerald"},
    {"gerry", "geraldine"}, {"gerry", "gerard"}, {"gert", "gertrude"}, {"gertie", "gertrude"},
    {"ghita", "gheorghe"}, {"gia", "georgia"}, {"gianni", "giovanni"}, {"gied", "giedrius"},
    {"gigi", "gheorghe"}, {"gil", "gilbert"}, {"gill", "gillian"}, {"gilly", "gillian"},
    {"gina", "georgina"}, {"gina", "virginia"}, {"ginny", "ginevra"}, {"ginny", "virginia"},
    {"gint", "gintaras"}, {"gio", "giovanni"}, {"giorgos", "georgios"}, {"glad", "gladys"},
    {"glo", "gloria"}, {"gord", "gordon"}, {"gordie", "gordon"}, {"gosho", "georgi"},
    {"gosia", "malgorzata"}, {"grania", "grainne"}, {"grazia", "grazyna"}, {"greg", "gregor"},
    {"greg", "gregory"}, {"greg", "grzegorz"}, {"greta", "margaret"}, {"griff", "griffith"},
    {"griff", "gruffydd"}, {"grzes", "grzegorz"}, {"grzesiek", "grzegorz"}, {"guida", "margarida"},
    {"guri", "gurdeep"}, {"guri", "gurminder"}, {"guri", "gurpreet"}, {"guri", "gurvinder"},
    {"gurp", "gurpreet"}, {"gurps", "gurpreet"}, {"gus", "angus"}, {"gus", "august"},
    {"gus", "fergus"}, {"gwen", "gwendolen"}, {"gwen", "gwendoline"}, {"gwen", "gwendolyn"},
    {"gwen", "gwenllian"}, {"gwen", "gwyneth"}, {"gwyn", "gwyneth"}, {"gyuri", "gyorgy"},
    {"hadija", "khadija"}, {"hafs", "hafsa"}, {"hal", "harold"}, {"hal", "henry"},
    {"hala", "halina"}, {"hales", "hayley"}, {"hali", "halima"}, {"halya", "halyna"},
    {"hame", "hamish"}, {"hania", "hanna"}, {"hank", "henry"}, {"hannah", "chana"},
    {"happy", "harpreet"}, {"hardy", "hardeep"}, {"hari", "angharad"}, {"harj", "harjinder"},
    {"harj", "harjit"}, {"harji", "harjit"}, {"harm", "harminder"}, {"harmi", "harminder"},
    {"harp", "harpreet"}, {"harps", "harpreet"}, {"harri", "harriet"}, {"harry", "harold"},
    {"harry", "harriet"}, {"harry", "harrison"}, {"harry", "henry"}, {"harun", "haroon"},
    {"harv", "harvey"}, {"harv", "harvinder"}, {"harvi", "harvinder"}, {"has", "hassan"},
    {"hasan", "hassan"}, {"hass", "hassan"}, {"hatis", "hatice"}, {"hattie", "harriet"},
    {"hatty", "harriet"}, {"hay", "hayden"}, {"hay", "hayley"}, {"haz", "haroon"},
    {"haz", "hassan"}, {"heath", "heather"}, {"heniek", "henryk"}, {"henri", "henrietta"},
    {"herb", "herbert"}, {"hettie", "esther"}, {"hettie", "henrietta"}, {"hetty", "henrietta"},
    {"hil", "hilary"}, {"hils", "hilary"}, {"hits", "hitesh"}, {"hossain", "hussain"},
    {"hossein", "hussein"}, {"hus", "hussain"}, {"husain", "hussain"}, {"huso", "huseyin"},
    {"huss", "hussain"}, {"huss", "hussein"}, {"hussain", "hussein"}, {"hussein", "hussain"},
    {"iau", "ieuan"}, {"ibby", "ibrahim"}, {"ibo", "ibrahim"}, {"ibra", "ibrahim"},
    {"ibraheem", "ibrahim"}, {"ibz", "ibrahim"}, {"idriss", "idris"}, {"ifey", "ifeanyi"},
    {"ifti", "iftikhar"}, {"ify", "ifeanyi"}, {"ify", "ifeoma"}, {"ike", "ikechukwu"},
    {"ike", "isaac"}, {"imi", "imran"}, {"immi", "imran"}, {"immie", "imogen"}, {"immy", "imogen"},
    {"immy", "imran"}, {"imo", "imogen"}, {"inder", "inderjit"}, {"indy", "inderjit"},
    {"ion", "ionut"}, {"ionel", "ionut"}, {"ionut", "ion"}, {"ira", "irina"}, {"ira", "iryna"},
    {"irina", "iryna"}, {"irka", "irena"}, {"isa", "isabel"}, {"isaac", "ishaq"},
    {"isaac", "yitzhak"}, {"ish", "ishaq"}, {"ish", "ismail"}, {"ishy", "ismail"},
    {"ismaeel", "ismail"}, {"issy", "isabel"}, {"issy", "isabella"}, {"issy", "isabelle"},
    {"issy", "isobel"}, {"itzik", "yitzhak"}, {"iwonka", "iwona"}, {"iya", "iyabo"},
    {"iyke", "ikechukwu"}, {"iza", "izabela"}, {"izka", "izabela"}, {"izzy", "isabel"},
    {"izzy", "isabella"}, {"izzy", "isabelle"}, {"izzy", "isaiah"}, {"izzy", "isobel"},
    {"jac", "jacqueline"}, {"jack", "john"}, {"jackie", "jacqueline"}, {"jacky", "jacqueline"},
    {"jacob", "jakub"}, {"jacob", "yaakov"}, {"jacob", "yaqub"}, {"jacqui", "jacqueline"},
    {"jaden", "jayden"}, {"jadzia", "jadwiga"}, {"jag", "jagdeep"}, {"jag", "jagjit"},
    {"jag", "jagtar"}, {"jaggi", "jagdeep"}, {"jaiden", "jayden"}, {"jake", "jacob"},
    {"jakey", "jacob"}, {"jakob", "jakub"}, {"jam", "jamal"}, {"jam", "jamila"},
    {"james", "seamus"}, {"jamie", "james"}, {"jan", "janet"}, {"jan", "janice"}, {"janek", "jan"},
    {"janey", "jane"}, {"jani", "janos"}, {"jarek", "jaroslaw"}, {"jas", "jasbir"},
    {"jas", "jasdeep"}, {"jas", "jasmin"}, {"jas", "jasmine"}, {"jas", "jaspreet"},
    {"jas", "jasvir"}, {"jas", "jaswinder"}, {"jase", "jason"}, {"jasmin", "jasmine"},
    {"jasmine", "yasmin"}, {"jassi", "jasbir"}, {"jassi", "jaspreet"}, {"jassi", "jaswinder"},
    {"javi", "javier"}, {"jay", "jason"}, {"jay", "jayden"}, {"jay", "jaydon"},
    {"jayden", "jaydon"}, {"jaydon", "jayden"}, {"jaz", "jasmin"}, {"jaz", "jasmine"},
    {"jaz", "jaspreet"}, {"jaz", "jaswinder"}, {"jazz", "jasmine"}, {"jazz", "jaswinder"},
    {"jazzy", "jasmine"}, {"jeanie", "jean"}, {"jeannie", "jean"}, {"jedrek", "andrzej"},
    {"jeff", "geoffrey"}, {"jeff", "jeffrey"}, {"jella", "nigella"}, {"jem", "jemima"},
    {"jem", "jeremiah"}, {"jem", "jeremy"}, {"jemma", "jemima"}, {"jen", "jennifer"},
    {"jenn", "jennifer"}, {"jenni", "jennifer"}, {"jennie", "jennifer"}, {"jenny", "jennifer"},
    {"jeri", "njeri"}, {"jerms", "jermaine"}, {"jerry", "gerald"}, {"jerry", "jeremiah"},
    {"jerry", "jeremy"}, {"jess", "jessica"}, {"jessie", "jean"}, {"jessie", "jessica"},
    {"jez", "jeremy"}, {"jezza", "jeremy"}, {"jide", "babajide"}, {"jide", "olajide"},
    {"jig", "jignesh"}, {"jigs", "jignesh"}, {"jill", "gillian"}, {"jim", "james"},
    {"jim", "seamus"}, {"jimmy", "dimitrios"}, {"jimmy", "james"}, {"jo", "joanna"},
    {"jo", "joanne"}, {"jo", "josephine"}, {"joanie", "joan"}, {"joaozinho", "joao"},
    {"joe", "giuseppe"}, {"joe", "joseph"}, {"joe", "jozef"}, {"joey", "joanna"},
    {"joey", "joseph"}, {"john", "ioannis"}, {"john", "jonathan"}, {"johnny", "john"},
    {"jojo", "josephine"}, {"jon", "john"}, {"jon", "jonathan"}, {"jonno", "jonathan"},
    {"jonny", "jonathan"}, {"jono", "jonathan"}, {"jonty", "jonathan"}, {"jord", "jordan"},
    {"jordan", "jordon"}, {"jordon", "jordan"}, {"jords", "jordan"}, {"jordy", "jordan"},
    {"jordy", "jordon"}, {"jorgito", "jorge"}, {"joro", "georgi"}, {"jos", "joseph"},
    {"joseph", "yosef"}, {"joseph", "yusuf"}, {"josh", "joshua"}, {"josie", "josephine"},
    {"joss", "joseph"}, {"joy", "joyce"}, {"jozek", "jozef"}, {"jozio", "jozef"},
    {"jozsi", "jozsef"}, {"judah", "yehuda"}, {"jude", "judith"}, {"judy", "judith"},
    {"jules", "julia"}, {"jules", "julian"}, {"jules", "julie"}, {"jules", "juliet"},
    {"julia", "yulia"}, {"julia", "yuliia"}, {"jurek", "jerzy"}, {"justa", "justyna"},
    {"kadi", "khadija"}, {"kadija", "khadija"}, {"kaiden", "kayden"}, {"kam", "kamran"},
    {"kami", "kamran"}, {"karim", "abdikarim"}, {"kash", "akash"}, {"kash", "kashif"},
    {"kasia", "katarzyna"}, {"kaska", "katarzyna"}, {"kat", "aikaterini"}, {"kat", "katherine"},
    {"kat", "kathryn"}, {"kat", "katrina"}, {"kate", "catherine"}, {"kate", "ekaterina"},
    {"kate", "katherine"}, {"kate", "kathleen"}, {"kate", "kathryn"}, {"katerina", "aikaterini"},
    {"kath", "katherine"}, {"kath", "kathleen"}, {"kath", "kathryn"}, {"katherine", "kathryn"},
    {"kathy", "katherine"}, {"kathy", "kathleen"}, {"kathy", "kathryn"}, {"kati", "katalin"},
    {"katia", "ekaterina"}, {"katia", "kateryna"}, {"katie", "catherine"}, {"katie", "katarzyna"},
    {"katie", "katherine"}, {"katie", "kathryn"}, {"katy", "katherine"}, {"katya", "ekaterina"},
    {"katya", "jekaterina"}, {"katya", "kateryna"}, {"katya", "yekaterina"}, {"kavita", "kavitha"},
    {"kay", "katherine"}, {"kay", "kathleen"}, {"kay", "kayleigh"}, {"kaydon", "kayden"},
    {"kayley", "kayleigh"}, {"kayls", "kayleigh"}, {"kaz", "karen"}, {"kazik", "kazimierz"},
    {"kazys", "kazimieras"}, {"kazza", "karen"}, {"kc", "kelechi"}, {"kechi", "nkechi"},
    {"kechi", "nkechinyere"}, {"keelin", "caoilfhionn"}, {"keeva", "caoimhe"}, {"kel", "kelly"},
    {"kel", "kelvin"}, {"kele", "kelechi"}, {"kels", "kelly"}, {"kels", "kelsey"},
    {"kemi", "olukemi"}, {"kemi", "oluwakemi"}, {"ken", "kenneth"}, {"kenny", "kenneth"},
    {"kenzie", "mackenzie"}, {"kenzie", "mckenzie"}, {"kev", "kevin"}, {"kez", "kerry"},
    {"kezza", "kerry"}, {"khadeeja", "khadija"}, {"khadi", "khadija"}, {"khadijah", "khadija"},
    {"khads", "khadija"}, {"khal", "khalid"}, {"kier", "kieran"}, {"kier", "kieron"},
    {"kieran", "ciaran"}, {"kieran", "kieron"}, {"kieron", "ciaran"}, {"kieron", "kieran"},
    {"kike", "enrique"}, {"kiki", "kristijan"}, {"kiko", "francisco"}, {"kim", "kimberley"},
    {"kim", "kimberly"}, {"kimmy", "kimberley"}, {"kinia", "kinga"}, {"kira", "shakira"},
    {"kiran", "kirandeep"}, {"kiran", "kiranjit"}, {"kirst", "kirsten"}, {"kirst", "kirsty"},
    {"kirsty", "kirsten"}, {"kit", "catherine"}, {"kit", "christopher"}, {"kit", "katherine"},
    {"kitty", "catherine"}, {"kitty", "katherine"}, {"kobby", "kwabena"}, {"kobi", "kwabena"},
    {"kof", "kofi"}, {"kola", "kolawole"}, {"kolya", "mykola"}, {"kolya", "nikolai"},
    {"kondzio", "konrad"}, {"kostas", "constantinos"}, {"kostas", "konstantinos"},
    {"kris", "krishna"}, {"kris", "krishnan"}, {"kris", "kristina"}, {"kris", "kristopher"},
    {"kris", "krzysztof"}, {"krish", "krishna"}, {"krish", "krishnan"}, {"krysia", "krystyna"},
    {"krzys", "krzysztof"}, {"krzysiek", "krzysztof"}, {"ksana", "oksana"}, {"kuba", "jakub"},
    {"kuda", "kudakwashe"}, {"kul", "kuldeep"}, {"kul", "kuldip"}, {"kul", "kulvinder"},
    {"kul", "kulwinder"}, {"kully", "kulvinder"}, {"kully", "kulwinder"}, {"kunle", "adekunle"},
    {"kwaku", "kweku"}, {"kweeva", "caoimhe"}, {"kweku", "kwaku"}, {"kwes", "kwesi"},
    {"ky", "kyle"}, {"laci", "laszlo"}, {"laine", "elaine"}, {"lainie", "elaine"},
    {"lakh", "lakhvinder"}, {"lakhi", "lakhvinder"}, {"lalo", "eduardo"}, {"lana", "svetlana"},
    {"lanre", "olanrewaju"}, {"lara", "omolara"}, {"larry", "laurence"}, {"larry", "lawrence"},
    {"lau", "laura"}, {"lau", "lauren"}, {"laurie", "laura"}, {"laurie", "lauren"},
    {"laurie", "laurence"}, {"laurie", "lawrence"}, {"laxmi", "lakshmi"}, {"laz", "lazarus"},
    {"lea", "leanne"}, {"lekan", "olalekan"}, {"len", "leonard"}, {"lena", "eleanor"},
    {"lena", "elena"}, {"lena", "olena"}, {"lenny", "lenworth"}, {"lenny", "leonard"},
    {"lenuta", "elena"}, {"leo", "leon"}, {"leo", "leonard"}, {"leo", "leonardo"},
    {"leo", "leonora"}, {"les", "leslie"}, {"lesiu", "leszek"}, {"leszek", "lech"},
    {"lew", "lewis"}, {"lex", "alexander"}, {"lex", "alexis"}, {"lexa", "alexandra"},
    {"lexi", "alexandra"}, {"lexi", "alexis"}, {"lexie", "alexandra"}, {"lexie", "alexis"},
    {"lez", "lesley"}, {"liam", "william"}, {"liamy", "liam"}, {"libby", "elizabeth"},
    {"libby", "olivia"}, {"lij", "elijah"}, {"lil", "lilian"}, {"lil", "lillian"},
    {"lilibet", "elizabeth"}, {"lilly", "lilian"}, {"lilly", "lillian"}, {"lily", "lilian"},
    {"lily", "lillian"}, {"lima", "halima"}, {"lin", "linda"}, {"lina", "angelina"},
    {"lina", "caroline"}, {"lina", "selina"}, {"lindy", "belinda"}, {"lindy", "linda"},
    {"lindy", "rosalind"}, {"lisa", "elisabeth"}, {"lisa", "elizabeth"}, {"lissa", "melissa"},
    {"lissy", "felicity"}, {"liv", "olivia"}, {"livvy", "olivia"}, {"liz", "elisabeth"},
    {"liz", "elizabeth"}, {"liza", "elizabeth"}, {"lizzie", "elisabeth"}, {"lizzie", "elizabeth"},
    {"lizzy", "elizabeth"}, {"ljilja", "ljiljana"}, {"llew", "llewelyn"}, {"llio", "gwenllian"},
    {"lol", "laura"}, {"lol", "lawrence"}, {"lol", "lorraine"}, {"lola", "dolores"},
    {"loli", "dolores"}, {"lolly", "laura"}, {"lope", "tolulope"}, {"lor", "lorraine"},
    {"loren", "lauren"}, {"lorrie", "lorraine"}, {"lottie", "charlotte"}, {"lotty", "charlotte"},
    {"lou", "louis"}, {"lou", "louisa"}, {"lou", "louise"}, {"louie", "louis"}, {"louis", "lewis"},
    {"loz", "lauren"}, {"loz", "laurence"}, {"luce", "lucinda"}, {"luce", "lucy"},
    {"lucho", "luis"}, {"lucie", "lucy"}, {"lucy", "lucinda"}, {"luda", "ludmila"},
    {"luda", "lyudmyla"}, {"lukas", "lukasz"}, {"luke", "lukasz"}, {"lukey", "luke"},
    {"lule", "luljeta"}, {"lulu", "louisa"}, {"lulu", "louise"}, {"lupe", "guadalupe"},
    {"lyd", "lydia"}, {"lyn", "evelyn"}, {"lyn", "linda"}, {"lyn", "llewelyn"}, {"lyn", "lynette"},
    {"lyn", "lynne"}, {"lyn", "marilyn"}, {"lyuda", "ludmila"}, {"lyuda", "lyudmyla"},
    {"mab", "mabel"}, {"mac", "mackenzie"}, {"maciek", "maciej"}, {"maddie", "madeleine"},
    {"maddie", "madeline"}, {"maddie", "madison"}, {"maddy", "madeleine"}, {"maddy", "madeline"},
    {"maddy", "madison"}, {"madge", "margaret"}, {"mads", "madeleine"}, {"mads", "madeline"},
    {"mads", "madison"}, {"mae", "mabel"}, {"magda", "magdalena"}, {"magdala", "magdalena"},
    {"maggie", "margaret"}, {"mags", "margaret"}, {"mahmud", "mohamud"}, {"maisie", "margaret"},
    {"mal", "malachy"}, {"mal", "malwina"}, {"malgosia", "malgorzata"}, {"malky", "malka"},
    {"mand", "amanda"}, {"mandy", "amanda"}, {"mandy", "mandeep"}, {"mandy", "miranda"},
    {"mani", "maninder"}, {"mani", "manpreet"}, {"mani", "subramaniam"}, {"manj", "manjinder"},
    {"manj", "manjit"}, {"manji", "manjit"}, {"manny", "emmanuel"}, {"manny", "manpreet"},
    {"manny", "manuel"}, {"manolo", "manuel"}, {"manos", "emmanuel"}, {"manu", "manuel"},
    {"marce", "marcia"}, {"maread", "mairead"}, {"margaret", "malgorzata"}, {"marge", "margaret"},
    {"marge", "marjorie"}, {"margie", "margaret"}, {"margot", "marguerite"}, {"mari", "mariama"},
    {"mari", "marie"}, {"mariam", "maryam"}, {"maricica", "maria"}, {"mariuca", "maria"},
    {"marj", "marjorie"}, {"marl", "marlon"}, {"martin", "marcin"}, {"marty", "martha"},
    {"marty", "martin"}, {"marv", "marvin"}, {"maryam", "mariam"}, {"maryla", "maria"},
    {"marysia", "maria"}, {"mase", "mason"}, {"mash", "mahesh"}, {"masha", "maria"},
    {"mat", "matthew"}, {"mati", "mateusz"}, {"matt", "mateusz"}, {"matt", "matthew"},
    {"mattie", "martha"}, {"mattie", "matilda"}, {"matty", "matilda"}, {"matty", "matthew"},
    {"maur", "maureen"}, {"max", "maximilian"}, {"max", "maxine"}, {"max", "maxwell"},
    {"maxamed", "mohamed"}, {"maxie", "maxine"}, {"maz", "marilyn"}, {"maz", "marion"},
    {"maz", "maryam"}, {"mazza", "marian"}, {"meena", "meenakshi"}, {"meg", "margaret"},
    {"meg", "megan"}, {"megs", "megan"}, {"mel", "melanie"}, {"mel", "melissa"}, {"mel", "melvin"},
    {"memet", "mehmet"}, {"memo", "guillermo"}, {"memo", "mehmet"}, {"mena", "philomena"},
    {"mendel", "menachem"}, {"mendy", "menachem"}, {"merche", "mercedes"}, {"mhairi", "mary"},
    {"mia", "maria"}, {"mica", "mihaela"}, {"mica", "milica"}, {"mich", "michelle"},
    {"michael", "michal"}, {"michael", "micheal"}, {"michael", "mikhail"}, {"micheal", "michael"},
    {"mick", "michael"}, {"mick", "micheal"}, {"mickey", "michael"}, {"micky", "michael"},
    {"micky", "michelle"}, {"mide", "ayomide"}, {"mide", "olumide"}, {"miha", "mihaela"},
    {"mihaita", "mihai"}, {"mike", "michael"}, {"mike", "mihai"}, {"mikey", "michael"},
    {"miki", "mikolaj"}, {"mila", "jamila"}, {"mila", "ludmila"}, {"mila", "lyudmyla"},
    {"milla", "camilla"}, {"millie", "amelia"}, {"millie", "camilla"}, {"millie", "emily"},
    {"millie", "mildred"}, {"millie", "millicent"}, {"mills", "camilla"}, {"milly", "amelia"},
    {"milly", "mildred"}, {"milly", "millicent"}, {"mim", "miriam"}, {"mima", "jemima"},
    {"mimi", "mariam"}, {"mimi", "miriam"}, {"mimmo", "domenico"}, {"min", "minnie"},
    {"mina", "tahmina"}, {"mina", "wilhelmina"}, {"mindas", "mindaugas"}, {"minder", "gurminder"},
    {"minder", "harminder"}, {"minder", "parminder"}, {"mindi", "maninder"}, {"mindi", "parminder"},
    {"mirek", "miroslaw"}, {"miri", "fatmir"}, {"miriam", "maryam"}, {"misha", "mikhail"},
    {"misha", "mykhailo"}, {"misiek", "michal"}, {"missy", "melissa"}, {"misu", "mihai"},
    {"mitch", "michael"}, {"mitko", "dimitar"}, {"mitsos", "dimitrios"}, {"mo", "maureen"},
    {"mo", "mohamed"}, {"mo", "mohammed"}, {"mo", "mohamud"}, {"mo", "moira"}, {"mo", "muhammad"},
    {"moe", "mohammed"}, {"moh", "mohamed"}, {"moh", "mohammed"}, {"moh", "muhammad"},
    {"mohamad", "mohammed"}, {"mohamed", "mohammed"}, {"mohamed", "mohamud"},
    {"mohammad", "mohammed"}, {"mohammed", "mohamed"}, {"mohamoud", "mohamud"},
    {"mohamud", "mohamed"}, {"mohd", "mohammed"}, {"moishe", "moshe"}, {"moishy", "moshe"},
    {"moll", "mary"}, {"molly", "mary"}, {"momo", "mohammed"}, {"monia", "monika"},
    {"moragh", "morag"}, {"morry", "maurice"}, {"moses", "moshe"}, {"motti", "mordechai"},
    {"motty", "mordechai"}, {"moz", "maurice"}, {"muhamed", "mohammed"}, {"muhammad", "mohammed"},
    {"muhammed", "mohammed"}, {"muk", "mukesh"}, {"mukh", "mukhtar"}, {"muri", "muriel"},
    {"mus", "mustafa"}, {"mush", "mushtaq"}, {"mustapha", "mustafa"}, {"musti", "mustafa"},
    {"mwas", "mwangi"}, {"myf", "myfanwy"}, {"mykhaylo", "mykhailo"}, {"nacho", "ignacio"},
    {"nad", "nadeem"}, {"nads", "nadia"}, {"naj", "najma"}, {"namdi", "nnamdi"}, {"nan", "nancy"},
    {"nanayaw", "nana"}, {"nance", "nancy"}, {"nanda", "fernanda"}, {"nando", "fernando"},
    {"narin", "narinder"}, {"nas", "nasir"}, {"nas", "nasreen"}, {"nasrin", "nasreen"},
    {"nastia", "anastasia"}, {"nastia", "anastasiia"}, {"nastya", "anastasia"},
    {"nastya", "anastasiia"}, {"nat", "natalie"}, {"nat", "natasha"}, {"nat", "nathan"},
    {"nat", "nathaniel"}, {"nata", "natalia"}, {"nata", "nataliya"}, {"nata", "natalya"},
    {"natalka", "natalia"}, {"natasha", "natalia"}, {"natasha", "nataliya"}, {"natasha", "natalya"},
    {"nate", "nathan"}, {"nate", "nathaniel"}, {"nathan", "nathaniel"}, {"nati", "natalia"},
    {"natty", "natalie"}, {"nav", "navdeep"}, {"nav", "naveed"}, {"nav", "navjot"},
    {"nav", "navneet"}, {"nay", "naomi"}, {"naz", "nasreen"}, {"naz", "nazia"}, {"ned", "edward"},
    {"nedu", "chinedu"}, {"neecy", "denise"}, {"neil", "cornelius"}, {"neilus", "cornelius"},
    {"nell", "eleanor"}, {"nell", "elinor"}, {"nell", "ellen"}, {"nell", "helen"},
    {"nell", "penelope"}, {"nellie", "eleanor"}, {"nellie", "ellen"}, {"nellie", "helen"},
    {"ness", "vanessa"}, {"nessa", "vanessa"}, {"nettie", "annette"}, {"nettie", "antoinette"},
    {"netty", "annette"}, {"netty", "antoinette"}, {"neve", "niamh"}, {"ngo", "ngozi"},
    {"nic", "nicola"}, {"nic", "nicole"}, {"nick", "mykola"}, {"nick", "nicholas"},
    {"nick", "nicola"}, {"nick", "nicolae"}, {"nick", "nikolai"}, {"nick", "nikolaos"},
    {"nicki", "nicola"}, {"nicky", "nicholas"}, {"nicky", "nicola"}, {"nicky", "nicole"},
    {"nico", "nicholas"}, {"nico", "nikolaos"}, {"nicu", "nicolae"}, {"nieve", "niamh"},
    {"nige", "nigel"}, {"nika", "weronika"}, {"nike", "adenike"}, {"nike", "morenikeji"},
    {"nikki", "nicola"}, {"nikki", "nicole"}, {"nikos", "nikolaos"}, {"nil", "nilesh"},
    {"nin", "narinder"}, {"nino", "giovanni"}, {"niyi", "adeniyi"}, {"niyi", "olaniyi"},
    {"nkechi", "nkechinyere"}, {"nomi", "naomi"}, {"non", "rhiannon"}, {"nonso", "chinonso"},
    {"nora", "eleanor"}, {"nora", "leonora"}, {"norm", "norman"}, {"nuala", "fionnuala"},
    {"nuti", "elena"}, {"oana", "ioana"}, {"obi", "obiageli"}, {"obi", "obinna"},
    {"oby", "obiageli"}, {"ol", "oliver"}, {"ola", "aleksandra"}, {"ola", "olamide"},
    {"ola", "olayinka"}, {"olek", "aleksander"}, {"oleksandr", "aleksandr"},
    {"olenka", "aleksandra"}, {"olenka", "olena"}, {"olga", "olha"}, {"ollie", "oliver"},
    {"ollie", "olivia"}, {"olly", "oliver"}, {"olly", "olivia"}, {"ols", "oliver"},
    {"olu", "oluchi"}, {"olya", "olga"}, {"olya", "olha"}, {"omar", "umar"}, {"omz", "omar"},
    {"onyinye", "onyinyechi"}, {"ope", "opeyemi"}, {"osman", "usman"}, {"owen", "eoghan"},
    {"owen", "eoin"}, {"oz", "omar"}, {"oz", "oscar"}, {"ozzie", "oswald"}, {"ozzy", "oscar"},
    {"paco", "francisco"}, {"pad", "patrick"}, {"paddy", "padraic"}, {"paddy", "padraig"},
    {"paddy", "patrick"}, {"pal", "palwinder"}, {"pam", "pamela"}, {"pammy", "pamela"},
    {"pancho", "francisco"}, {"panos", "panagiotis"}, {"pari", "parveen"}, {"parm", "parminder"},
    {"parm", "parmjit"}, {"parvin", "parveen"}, {"pasha", "pavel"}, {"pasha", "pavlo"},
    {"pat", "patricia"}, {"pat", "patrick"}, {"patka", "patrycja"}, {"patrick", "padraic"},
    {"patrick", "padraig"}, {"patsy", "patricia"}, {"patsy", "patrick"}, {"patti", "patricia"},
    {"pattie", "patricia"}, {"patty", "patricia"}, {"paudie", "padraig"}, {"paul", "pavel"},
    {"paul", "pavlo"}, {"paul", "pawel"}, {"paula", "pauline"}, {"paulie", "paul"},
    {"paulinka", "paulina"}, {"pawelek", "pawel"}, {"peg", "margaret"}, {"peggy", "margaret"},
    {"pen", "penelope"}, {"penny", "penelope"}, {"pepa", "josefa"}, {"pepe", "jose"},
    {"perce", "percy"}, {"perveen", "parveen"}, {"pete", "peter"}, {"peter", "petro"},
    {"peter", "piotr"}, {"phil", "philip"}, {"phil", "philippa"}, {"phil", "phillip"},
    {"phil", "philomena"}, {"phoebs", "phoebe"}, {"phyl", "phyllis"}, {"pino", "giuseppe"},
    {"piotrek", "piotr"}, {"pip", "philip"}, {"pip", "philippa"}, {"pip", "phillip"},
    {"pippa", "philippa"}, {"pista", "istvan"}, {"podge", "padraig"}, {"polly", "mary"},
    {"polya", "polina"}, {"prabh", "prabhjot"}, {"prad", "pradeep"}, {"preet", "gurpreet"},
    {"preet", "manpreet"}, {"pri", "priya"}, {"pri", "priyanka"}, {"pris", "priscilla"},
    {"prissy", "priscilla"}, {"priya", "priyanka"}, {"pru", "prudence"}, {"prue", "prudence"},
    {"przemek", "przemyslaw"}, {"quent", "quentin"}, {"quique", "enrique"}, {"rab", "robert"},
    {"rabbie", "robert"}, {"rach", "rachael"}, {"rach", "rachel"}, {"rachael", "rachel"},
    {"rachel", "rachael"}, {"radek", "radoslaw"}, {"raf", "rafael"}, {"rafa", "rafael"},
    {"rafi", "rafael"}, {"rahi", "rahima"}, {"rahman", "abdulrahman"}, {"raine", "lorraine"},
    {"raj", "rajesh"}, {"raj", "rajinder"}, {"raj", "rajvinder"}, {"raji", "rajinder"},
    {"raju", "rajesh"}, {"rak", "rakesh"}, {"ram", "ramesh"}, {"randa", "miranda"},
    {"ranj", "ranjit"}, {"rav", "ravinder"}, {"ravi", "ravinder"}, {"ray", "raymond"},
    {"raz", "abdulrazak"}, {"raz", "rashid"}, {"rebecca", "rebekah"}, {"rebecca", "rivka"},
    {"reece", "rhys"}, {"reenie", "maureen"}, {"rees", "rhys"}, {"reg", "reginald"},
    {"reggie", "reginald"}, {"renike", "morenikeji"}, {"renzo", "lorenzo"}, {"rey", "rehana"},
    {"rhi", "rhiannon"}, {"rhian", "rhiannon"}, {"rhys", "reece"}, {"ria", "maria"},
    {"ric", "richard"}, {"rich", "richard"}, {"richard", "ryszard"}, {"richie", "richard"},
    {"rick", "richard"}, {"ricky", "richard"}, {"rik", "richard"}, {"rina", "marina"},
    {"riona", "catriona"}, {"rita", "margaret"}, {"rivky", "rivka"}, {"riz", "rizwan"},
    {"rizak", "abdirizak"}, {"rizzy", "rizwan"}, {"ro", "rosemary"}, {"rob", "robert"},
    {"rob", "roberto"}, {"robbie", "robert"}, {"robbie", "roberta"}, {"robbo", "robert"},
    {"rocky", "rakesh"}, {"rod", "roderick"}, {"rod", "rodney"}, {"roddy", "roderick"},
    {"roddy", "rodney"}, {"rolly", "roland"}, {"roly", "roland"}, {"ron", "ronald"},
    {"ron", "ronan"}, {"roni", "veronica"}, {"ronke", "aderonke"}, {"ronnie", "ronald"},
    {"ronnie", "veronica"}, {"rory", "ruairi"}, {"ros", "rosalind"}, {"ros", "rosamund"},
    {"rose", "rosemary"}, {"rosie", "rosamund"}, {"rosie", "rosanna"}, {"rosie", "rose"},
    {"rosie", "roseanne"}, {"rosie", "rosemary"}, {"rox", "roxanne"}, {"roxy", "roxanne"},
    {"roxy", "rukhsana"}, {"roz", "rosalind"}, {"ruairi", "rory"}, {"rube", "reuben"},
    {"rudy", "rudolph"}, {"ruksana", "rukhsana"}, {"ruksi", "rukhsana"}, {"rupes", "rupert"},
    {"rupi", "rupinder"}, {"rups", "rupinder"}, {"ruru", "rutendo"}, {"russ", "russell"},
    {"ruthie", "ruth"}, {"rux", "rukhsana"}, {"rylee", "riley"}, {"ryley", "riley"},
    {"rysiek", "ryszard"}, {"sab", "sabina"}, {"sab", "sabrina"}, {"sade", "folasade"},
    {"sade", "folashade"}, {"sadie", "sarah"}, {"sads", "sadia"}, {"saf", "safiya"},
    {"saffy", "safiya"}, {"sai", "saima"}, {"saj", "sajid"}, {"sal", "sally"}, {"sal", "salma"},
    {"sal", "salvatore"}, {"sally", "sarah"}, {"salva", "salvador"}, {"sam", "samantha"},
    {"sam", "samuel"}, {"sami", "samina"}, {"sami", "samira"}, {"sammi", "samantha"},
    {"sammy", "samantha"}, {"sammy", "samuel"}, {"samuel", "shmuel"}, {"sandie", "sandra"},
    {"sandip", "sandeep"}, {"sandra", "cassandra"}, {"sandro", "alessandro"},
    {"sandu", "alexandru"}, {"sandy", "alexander"}, {"sandy", "sandeep"}, {"sandy", "sandra"},
    {"sanj", "sanjay"}, {"santhi", "shanthi"}, {"santi", "santiago"}, {"sanya", "aleksandr"},
    {"sanyi", "sandor"}, {"sara", "sarah"}, {"sare", "sarah"}, {"sasha", "aleksandar"},
    {"sasha", "aleksander"}, {"sasha", "aleksandr"}, {"sasha", "aleksandra"},
    {"sasha", "alexander"}, {"sasha", "alexandra"}, {"sasha", "oleksandr"}, {"sashko", "oleksandr"},
    {"sat", "satnam"}, {"sat", "satwinder"}, {"saz", "sarah"}, {"scotty", "scott"},
    {"sean", "shaun"}, {"seb", "sebastian"}, {"seb", "sebastiao"}, {"seba", "sebastian"},
    {"segun", "olusegun"}, {"serge", "sergei"}, {"sergei", "serhiy"}, {"serhii", "serhiy"},
    {"seryozha", "sergei"}, {"seun", "oluwaseun"}, {"shab", "shabnam"}, {"shabs", "shabana"},
    {"shabs", "shabnam"}, {"shabz", "shabana"}, {"shade", "folasade"}, {"shade", "folashade"},
    {"shaf", "shafiq"}, {"shak", "shakeel"}, {"shak", "shakil"}, {"shamus", "seamus"},
    {"shan", "chantelle"}, {"shan", "shannon"}, {"shar", "sharon"}, {"shaun", "sean"},
    {"shawn", "sean"}, {"shawn", "shaun"}, {"shay", "seamus"}, {"shay", "shahid"},
    {"shaz", "shahzad"}, {"shaz", "shannon"}, {"shaz", "sharon"}, {"shaz", "shazia"},
    {"shazza", "sharon"}, {"shee", "sheila"}, {"shell", "michelle"}, {"shelley", "michelle"},
    {"shelly", "michelle"}, {"shevaun", "siobhan"}, {"shibs", "siobhan"}, {"shindy", "surinder"},
    {"shinny", "sinead"}, {"shirl", "shirley"}, {"shiru", "wambui"}, {"shiru", "wanjiru"},
    {"shiv", "siobhan"}, {"shivaun", "siobhan"}, {"shloimy", "shlomo"}, {"shmuly", "shmuel"},
    {"shola", "olusola"}, {"shug", "hugh"}, {"si", "simon"}, {"sibo", "sibongile"},
    {"sid", "sidney"}, {"sim", "simone"}, {"sim", "simran"}, {"sim", "simranjit"},
    {"simi", "simisola"}, {"simmy", "simran"}, {"simon", "szymon"}, {"simran", "simranjit"},
    {"siva", "sivakumar"}, {"slawek", "slawomir"}, {"sly", "sylvester"}, {"sol", "solomon"},
    {"sol", "suleiman"}, {"sola", "adesola"}, {"sola", "olusola"}, {"solomon", "shlomo"},
    {"sop", "sophie"}, {"soph", "sophia"}, {"soph", "sophie"}, {"sophie", "sophia"},
    {"spence", "spencer"}, {"stan", "stanislaw"}, {"stan", "stanley"}, {"stasia", "stanislawa"},
    {"stasiek", "stanislaw"}, {"staszek", "stanislaw"}, {"ste", "stephen"}, {"ste", "steven"},
    {"stef", "stefan"}, {"steffi", "stephanie"}, {"steph", "stephanie"}, {"steve", "istvan"},
    {"steve", "stephen"}, {"steve", "steven"}, {"stevie", "stephanie"}, {"stevie", "stephen"},
    {"stevie", "steven"}, {"stew", "stewart"}, {"stew", "stuart"}, {"stoycho", "stoyan"},
    {"stu", "stewart"}, {"stu", "stuart"}, {"subra", "subramaniam"}, {"sue", "susan"},
    {"sue", "susannah"}, {"sue", "suzanne"}, {"suk", "sukhwinder"}, {"sukh", "sukhbir"},
    {"sukh", "sukhdeep"}, {"sukh", "sukhdev"}, {"sukh", "sukhjit"}, {"sukh", "sukhpreet"},
    {"sukh", "sukhvinder"}, {"sukh", "sukhwinder"}, {"sukhi", "sukhvinder"}, {"suki", "sukhjit"},
    {"suki", "sukhpreet"}, {"suki", "sukhvinder"}, {"sukie", "susan"}, {"sulaiman", "suleiman"},
    {"sulayman", "suleiman"}, {"suleman", "suleiman"}, {"suli", "suleiman"}, {"sully", "sulaiman"},
    {"sully", "suleiman"}, {"sulo", "suleyman"}, {"sumayah", "sumaya"}, {"sumayya", "sumaya"},
    {"sumy", "sumaya"}, {"sunitha", "sunita"}, {"suri", "suresh"}, {"suri", "surinder"},
    {"suri", "surjit"}, {"susie", "susan"}, {"susie", "susannah"}, {"suze", "suzanne"},
    {"suzie", "susan"}, {"suzie", "suzanne"}, {"suzy", "susan"}, {"suzy", "susannah"},
    {"suzy", "suzanne"}, {"sveta", "svetlana"}, {"sveta", "svitlana"}, {"svetlana", "svitlana"},
    {"syd", "sydney"}, {"syl", "sylvia"}, {"sylvie", "sylvia"}, {"szymek", "szymon"},
    {"tab", "tabitha"}, {"tabby", "tabitha"}, {"tadek", "tadeusz"}, {"tafa", "tafadzwa"},
    {"takis", "panagiotis"}, {"tallie", "natalie"}, {"tam", "tamara"}, {"tam", "tamsin"},
    {"tammy", "tahmina"}, {"tammy", "tamara"}, {"tammy", "tamsin"}, {"tania", "tatiana"},
    {"tania", "tetiana"}, {"tans", "tanya"}, {"tanya", "tatiana"}, {"tanya", "tetiana"},
    {"tarik", "tariq"}, {"tash", "natasha"}, {"tasha", "natasha"}, {"tate", "tatenda"},
    {"tayo", "omotayo"}, {"tayo", "temitayo"}, {"taz", "tariq"}, {"taz", "tasneem"},
    {"ted", "edmund"}, {"ted", "edward"}, {"ted", "theodore"}, {"teddy", "edward"},
    {"teddy", "tewodros"}, {"teddy", "theodore"}, {"tej", "tejinder"}, {"teji", "tejinder"},
    {"tel", "terence"}, {"temi", "temidayo"}, {"temi", "temitayo"}, {"temi", "temitope"},
    {"tenda", "tendai"}, {"tere", "teresa"}, {"terenia", "teresa"}, {"teri", "teresa"},
    {"terri", "teresa"}, {"terri", "theresa"}, {"terry", "terence"}, {"terry", "teresa"},
    {"terry", "theresa"}, {"tes", "tesfay"}, {"tess", "teresa"}, {"tess", "theresa"},
    {"tessa", "teresa"}, {"tessa", "theresa"}, {"tewo", "tewodros"}, {"tez", "terence"},
    {"than", "nathaniel"}, {"thandi", "thandiwe"}, {"thava", "thavarajah"}, {"theo", "theodore"},
    {"thula", "thulasi"}, {"tibby", "isabel"}, {"tife", "boluwatife"}, {"tiff", "tiffany"},
    {"tilda", "matilda"}, {"tillie", "matilda"}, {"tilly", "matilda"}, {"tim", "timothy"},
    {"tima", "fatima"}, {"timmy", "timothy"}, {"tina", "christina"}, {"tina", "christine"},
    {"tina", "kristina"}, {"tina", "valentina"}, {"tino", "tinashe"}, {"titi", "titilayo"},
    {"titi", "titilope"}, {"tobi", "oluwatobi"}, {"tobi", "oluwatobiloba"}, {"toby", "tobias"},
    {"tola", "adetola"}, {"tola", "omotola"}, {"tolu", "tolulope"}, {"tolya", "anatoly"},
    {"tom", "thomas"}, {"tom", "tomasz"}, {"tomek", "tomasz"}, {"tommie", "thomasina"},
    {"tommy", "thomas"}, {"tone", "tony"}, {"toni", "antoinette"}, {"toni", "antonia"},
    {"toni", "antonio"}, {"tony", "anthony"}, {"tony", "antonio"}, {"tony", "antony"},
    {"tope", "temitope"}, {"tope", "titilope"}, {"topher", "christopher"}, {"tori", "victoria"},
    {"tosin", "oluwatosin"}, {"toto", "salvatore"}, {"toyin", "oluwatoyin"}, {"toze", "antonio"},
    {"trac", "tracey"}, {"trace", "tracey"}, {"trace", "tracy"}, {"tracey", "tracy"},
    {"trev", "trevor"}, {"tricia", "patricia"}, {"trina", "catriona"}, {"trina", "katrina"},
    {"trish", "patricia"}, {"trisha", "patricia"}, {"trixie", "beatrice"}, {"trudy", "gertrude"},
    {"tser", "tsering"}, {"tunde", "akintunde"}, {"tunde", "babatunde"}, {"ty", "tyler"},
    {"ty", "tyrell"}, {"ty", "tyrone"}, {"uche", "uchenna"}, {"ugo", "ugochukwu"},
    {"ula", "urszula"}, {"umar", "omar"}, {"ursh", "ursula"}, {"uthman", "usman"}, {"uz", "usman"},
    {"val", "valentine"}, {"val", "valerie"}, {"vali", "valentin"}, {"vali", "valentina"},
    {"vanya", "ivan"}, {"vanyo", "ivan"}, {"vasi", "vasile"}, {"vasilis", "vasilios"},
    {"vasya", "vasyl"}, {"venkat", "venkatesh"}, {"venky", "venkatesh"}, {"vera", "veronica"},
    {"vette", "yvette"}, {"vi", "violet"}, {"vic", "victor"}, {"vic", "victoria"},
    {"vicki", "victoria"}, {"vicky", "victoria"}, {"victoria", "viktoriia"}, {"vij", "vijay"},
    {"vik", "vikram"}, {"vika", "viktoria"}, {"vika", "viktoriia"}, {"vikki", "victoria"},
    {"vin", "vincent"}, {"vince", "vincent"}, {"vinny", "vincent"}, {"vinny", "vincenzo"},
    {"vio", "viorica"}, {"viv", "vivian"}, {"viv", "vivien"}, {"viv", "vivienne"},
    {"vix", "victoria"}, {"vlad", "vladimir"}, {"vlad", "volodymyr"}, {"volodya", "vladimir"},
    {"volodya", "volodymyr"}, {"von", "yvonne"}, {"vonnie", "yvonne"}, {"vova", "vladimir"},
    {"vova", "volodymyr"}, {"vula", "nomvula"}, {"wal", "walter"}, {"waldek", "waldemar"},
    {"wale", "adewale"}, {"wally", "walter"}, {"walt", "walter"}, {"wasim", "waseem"},
    {"waz", "warren"}, {"waz", "waseem"}, {"wazza", "wayne"}, {"wend", "wendy"},
    {"werka", "weronika"}, {"wes", "wesley"}, {"wiesiek", "wieslaw"}, {"wika", "wiktoria"},
    {"wilf", "wilfred"}, {"will", "william"}, {"willie", "william"}, {"wills", "william"},
    {"willy", "guillermo"}, {"willy", "william"}, {"wilma", "wilhelmina"}, {"win", "winifred"},
    {"win", "winston"}, {"winnie", "winifred"}, {"winnie", "winston"}, {"wishy", "aloysius"},
    {"wladek", "wladyslaw"}, {"wojtek", "wojciech"}, {"woz", "warren"}, {"wozza", "warren"},
    {"wunmi", "adewunmi"}, {"xander", "alexander"}, {"xav", "xavier"}, {"xavi", "javier"},
    {"xico", "francisco"}, {"yakub", "yaqub"}, {"yanky", "yaakov"}, {"yannis", "ioannis"},
    {"yas", "yasmeen"}, {"yas", "yasmin"}, {"yasmeen", "yasmin"}, {"yassy", "yasmin"},
    {"yaz", "yasmeen"}, {"yaz", "yasmin"}, {"yemi", "adeyemi"}, {"yemi", "oluyemi"},
    {"yemi", "opeyemi"}, {"yetty", "yetunde"}, {"yiannis", "ioannis"}, {"yinka", "adeyinka"},
    {"yinka", "olayinka"}, {"yiorgos", "georgios"}, {"yoni", "yohannes"}, {"yossi", "joseph"},
    {"yossi", "yosef"}, {"yousef", "yusuf"}, {"youssef", "yusuf"}, {"yousuf", "yusuf"},
    {"yudi", "yehuda"}, {"yulia", "yuliia"}, {"yuliia", "yulia"}, {"yuliya", "yulia"},
    {"yus", "yousef"}, {"yus", "yusuf"}, {"yusef", "yusuf"}, {"yusi", "yusuf"}, {"zac", "zachary"},
    {"zach", "zachary"}, {"zack", "zachary"}, {"zack", "zakaria"}, {"zack", "zakariya"},
    {"zaineb", "zainab"}, {"zak", "isaac"}, {"zak", "zachary"}, {"zak", "zakaria"},
    {"zak", "zakariya"}, {"zakaria", "zakariya"}, {"zanna", "susannah"}, {"zay", "isaiah"},
    {"zay", "zainab"}, {"zaynab", "zainab"}, {"zaz", "zainab"}, {"zbys", "zbigniew"},
    {"zbyszek", "zbigniew"}, {"zdzisiek", "zdzislaw"}, {"ze", "jose"}, {"zeca", "jose"},
    {"zee", "zainab"}, {"zee", "zaynab"}, {"zee", "zeeshan"}, {"zeke", "ezekiel"},
    {"zesh", "zeeshan"}, {"zhenya", "evgeny"}, {"zhenya", "yevhen"}, {"zo", "zoe"},
    {"zodwa", "ntombizodwa"}, {"zosia", "zofia"}, {"zosienka", "zofia"}, {"zsuzsa", "zsuzsanna"},
    {"zulf", "zulfiqar"}, {"zulfi", "zulfiqar"}, {"zuzia", "zuzanna"}, {"zygi", "zygmunt"},
    /* clang-format on */
};

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
        if (i > 1 && slice_is(slice_cut(word, i, word.n), "eigh")) { /* Ashleigh, Ashley */
            i = word.n;
            c = 'i';
        }
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

/* Whether two neighbouring letters inside were swapped: Micheal, Michael. */
static bool are_swapped(struct slice a, struct slice b) {
    size_t i = 0;
    if (a.n != b.n || a.n < 5)
        return false;
    while (i < a.n && a.p[i] == b.p[i])
        i++;
    return i > 0 && i + 2 < a.n && a.p[i] == b.p[i + 1] && a.p[i + 1] == b.p[i] &&
           memcmp(a.p + i + 2, b.p + i + 2, a.n - i - 2) == 0;
}

static bool is_vowel(char c) {
    return c != '\0' && strchr("aeiouy", c) != NULL;
}

/* Whether one vowel inside differs: Jordan, Jordon. Names of which all know the sex are written so
 * on purpose: Marian, Marion. */
static bool differ_in_vowel(struct slice a, struct slice b) {
    size_t i = 0;
    if (a.n != b.n || a.n < 5)
        return false;
    while (i < a.n && a.p[i] == b.p[i])
        i++;
    return i > 0 && i + 1 < a.n && is_vowel(a.p[i]) && is_vowel(b.p[i]) &&
           memcmp(a.p + i + 1, b.p + i + 1, a.n - i - 1) == 0 &&
           !(name_sex(a) != SEX_UNKNOWN && name_sex(b) != SEX_UNKNOWN);
}

bool surnames_alike(struct slice a, struct slice b) {
    size_t i = 0, k = 0;
    struct slice less = a.n < b.n ? a : b, more = a.n < b.n ? b : a;
    if (less.n < 5 || more.n > less.n + 1 || a.p[0] != b.p[0])
        return false;
    if (are_swapped(a, b))
        return true;
    while (i < less.n && less.p[i] == more.p[i])
        i++;
    k = less.n == more.n ? i + 1 : i;
    return i + 1 < less.n && memcmp(less.p + k, more.p + i + 1, less.n - k) == 0;
}

/* Whether two spellings are of one name: Sara, Sarah; Stephen, Steven; Kelly, Kellie. */
static bool sound_alike(struct slice a, struct slice b) {
    char x[SOUND_MAX], y[SOUND_MAX];
    if (a.n < 4 || b.n < 4 || a.p[0] != b.p[0])
        return false;
    if (are_swapped(a, b) || differ_in_vowel(a, b))
        return true;
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

bool namedata_in_order(void) {
    for (size_t i = 1; i < sizeof forms / sizeof *forms; i++) {
        int c = strcmp(forms[i - 1].form, forms[i].form);
        if (c > 0 || (c == 0 && strcmp(forms[i - 1].name, forms[i].name) >= 0))
            return false;
    }
    return name_sexes_in_order();
}
