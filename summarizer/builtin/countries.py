"""Names by which reports call states and armed movements: a light gazetteer for finding parties.

A row is `name | other names and demonyms | capitals`. A capital names its government only where it is not
a mere place ("Kyiv rejected ..." but not "in Kyiv"). States that are not listed here, invented ones too, are
recognised by `cast.py` from their demonyms and from what they do.
"""

_ROWS = """
United States | U.S., US, USA, America, American, Americans, White House, State Department, Pentagon | Washington
Russia | Russian, Russians, Kremlin | Moscow
Ukraine | Ukrainian, Ukrainians | Kyiv, Kiev
China | Chinese | Beijing
Britain | British, United Kingdom, UK, U.K., Downing Street, Whitehall | London
France | French, Elysee, Élysée | Paris
Germany | German, Germans | Berlin
Italy | Italian, Italians | Rome
Spain | Spanish | Madrid
Poland | Polish, Poles | Warsaw
Hungary | Hungarian, Hungarians | Budapest
Netherlands | Dutch | The Hague
Belgium | Belgian, Belgians |
Austria | Austrian, Austrians | Vienna
Switzerland | Swiss | Bern
Sweden | Swedish | Stockholm
Norway | Norwegian, Norwegians | Oslo
Denmark | Danish, Danes | Copenhagen
Finland | Finnish, Finns | Helsinki
Ireland | Irish | Dublin
Greece | Greek, Greeks | Athens
Portugal | Portuguese | Lisbon
Turkey | Turkish, Turks, Türkiye | Ankara
Serbia | Serbian, Serbs, Serbians | Belgrade
Kosovo | Kosovan, Kosovar, Kosovars | Pristina
Armenia | Armenian, Armenians | Yerevan
Azerbaijan | Azerbaijani, Azerbaijanis, Azeri | Baku
Georgia | Georgian, Georgians | Tbilisi
Belarus | Belarusian, Belarusians | Minsk
Moldova | Moldovan, Moldovans | Chisinau
Israel | Israeli, Israelis | Jerusalem
Palestinian Authority | Palestinian, Palestinians | Ramallah
Hamas | |
Hezbollah | |
Lebanon | Lebanese | Beirut
Syria | Syrian, Syrians | Damascus
Iraq | Iraqi, Iraqis | Baghdad
Iran | Iranian, Iranians | Tehran
Saudi Arabia | Saudi, Saudis | Riyadh
Qatar | Qatari, Qataris | Doha
United Arab Emirates | UAE, Emirati, Emiratis | Abu Dhabi
Jordan | Jordanian, Jordanians | Amman
Egypt | Egyptian, Egyptians | Cairo
Yemen | Yemeni, Yemenis | Sanaa
Houthis | Houthi |
Taliban | |
Afghanistan | Afghan, Afghans | Kabul
Pakistan | Pakistani, Pakistanis | Islamabad
India | Indian, Indians | New Delhi, Delhi
Bangladesh | Bangladeshi, Bangladeshis | Dhaka
Sri Lanka | Sri Lankan | Colombo
Myanmar | Burmese | Naypyidaw
Thailand | Thai, Thais | Bangkok
Cambodia | Cambodian, Cambodians | Phnom Penh
Vietnam | Vietnamese | Hanoi
Malaysia | Malaysian, Malaysians | Kuala Lumpur
Indonesia | Indonesian, Indonesians | Jakarta
Philippines | Philippine, Filipino, Filipinos | Manila
Japan | Japanese | Tokyo
South Korea | South Korean, South Koreans | Seoul
North Korea | North Korean, North Koreans | Pyongyang
Taiwan | Taiwanese | Taipei
Australia | Australian, Australians | Canberra
New Zealand | New Zealander | Wellington
Canada | Canadian, Canadians | Ottawa
Mexico | Mexican, Mexicans | Mexico City
Brazil | Brazilian, Brazilians | Brasilia
Argentina | Argentine, Argentinian | Buenos Aires
Colombia | Colombian, Colombians | Bogota, Bogotá
Venezuela | Venezuelan, Venezuelans | Caracas
Cuba | Cuban, Cubans | Havana
South Africa | South African, South Africans | Pretoria
Nigeria | Nigerian, Nigerians | Abuja
Kenya | Kenyan, Kenyans | Nairobi
Ethiopia | Ethiopian, Ethiopians | Addis Ababa
Eritrea | Eritrean, Eritreans | Asmara
Sudan | Sudanese | Khartoum
South Sudan | South Sudanese | Juba
Rwanda | Rwandan, Rwandans | Kigali
Congo | Congolese | Kinshasa
M23 | |
Libya | Libyan, Libyans | Tripoli
Algeria | Algerian, Algerians | Algiers
Morocco | Moroccan, Moroccans | Rabat
European Union | EU, E.U., European Commission, European Council | Brussels
NATO | |
United Nations | UN, U.N. |
"""

NAMES: dict[str, str] = {}
"""Any name or demonym -> the state's name."""
CAPITALS: dict[str, str] = {}
"""Capital -> the state's name."""
DEMONYMS: set[str] = set()
"""Names that stand before a noun ("Russian officials"), so alone they are no place."""

for _row in _ROWS.strip().splitlines():
    _name, _others, _capitals = (part.strip() for part in _row.split("|"))
    NAMES[_name] = _name
    for _other in filter(None, (part.strip() for part in _others.split(","))):
        NAMES[_other] = _name
        DEMONYMS.add(_other)
    for _capital in filter(None, (part.strip() for part in _capitals.split(","))):
        CAPITALS[_capital] = _name

HOLDERS: dict[str, str] = {
    "Trump": "United States", "Putin": "Russia", "Zelensky": "Ukraine", "Zelenskyy": "Ukraine", "Netanyahu": "Israel",
    "Xi": "China", "Macron": "France", "Starmer": "Britain", "Merz": "Germany", "Modi": "India", "Erdogan": "Turkey",
    "Rubio": "United States", "Lavrov": "Russia",
}  # fmt: skip
"""Office holders of 2026 whom reports name without their state; used only where the article names that state too."""
