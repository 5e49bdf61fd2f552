"""The table of emoji shortcodes: names and characters in turn, in alphabetical order."""

_TABLE = """
+1 👍 -1 👎 100 💯 1234 🔢 1st_place_medal 🥇 2nd_place_medal 🥈 3rd_place_medal 🥉 8ball 🎱
airplane ✈️ alarm_clock ⏰ alien 👽 anchor ⚓ anger 💢 angry 😠 ant 🐜 apple 🍎
arrow_down ⬇️ arrow_left ⬅️ arrow_lower_right ↘️ arrow_right ➡️ arrow_up ⬆️
arrow_up_down ↕️ arrow_upper_right ↗️ arrows_clockwise 🔃 arrows_counterclockwise 🔄
art 🎨 artist 🧑‍🎨 astronaut 🧑‍🚀 avocado 🥑 baby 👶 baby_chick 🐤 back 🔙 bacon 🥓
balloon 🎈 ballot_box_with_check ☑️ banana 🍌 bangbang ‼️ bank 🏦 bar_chart 📊
baseball ⚾ basketball 🏀 bat 🦇 battery 🔋 beach_umbrella 🏖️ bear 🐻 bed 🛏️ bee 🐝 beer 🍺
beers 🍻 beetle 🐞 bell 🔔 bento 🍱 bicyclist 🚴 bike 🚲 biohazard ☣️ bird 🐦 birthday 🎂
black_circle ⚫ black_flag 🏴 black_heart 🖤 black_nib ✒️ blossom 🌼 blowfish 🐡
blue_book 📘 blue_heart 💙 blue_square 🟦 blush 😊 boat ⛵ bomb 💣 book 📖 bookmark 🔖
books 📚 boom 💥 bouquet 💐 bow 🙇 bowling 🎳 boy 👦 br 🇧🇷 brain 🧠 bread 🍞 bricks 🧱
briefcase 💼 broccoli 🥦 broken_heart 💔 broom 🧹 brown_heart 🤎 bug 🐛 bulb 💡 burrito 🌯
bus 🚌 butterfly 🦋 ca 🇨🇦 cactus 🌵 cake 🍰 calendar 📆 call_me_hand 🤙 calling 📲 camel 🐫
camera 📷 candle 🕯️ candy 🍬 car 🚗 card_index 📇 carrot 🥕 cat 🐱 cd 💿 chains ⛓️
champagne 🍾 chart_with_downwards_trend 📉 chart_with_upwards_trend 📈 checkered_flag 🏁
cheese 🧀 cherries 🍒 cherry_blossom 🌸 chess_pawn ♟️ chicken 🐔 chocolate_bar 🍫
church ⛪ clap 👏 clinking_glasses 🥂 clipboard 📋 closed_book 📕 closed_lock_with_key 🔐
cloud ☁️ clown_face 🤡 cn 🇨🇳 cocktail 🍸 coconut 🥥 coffee ☕ collision 💥 computer 💻
computer_mouse 🖱️ confetti_ball 🎊 confounded 😖 confused 😕 construction 🚧
construction_worker 👷 cookie 🍪 cooking 🍳 cool 🆒 cop 👮 copyright © corn 🌽 couple 👫
cow 🐮 cowboy_hat_face 🤠 crab 🦀 credit_card 💳 crescent_moon 🌙 crocodile 🐊 croissant 🥐
crossed_fingers 🤞 crown 👑 cry 😢 crystal_ball 🔮 cucumber 🥒 cupcake 🧁 cupid 💘 curry 🍛
dancer 💃 dancers 👯 dart 🎯 date 📅 de 🇩🇪 deciduous_tree 🌳 desert_island 🏝️
desktop_computer 🖥️ detective 🕵️ disappointed 😞 dizzy 💫 dizzy_face 😵 dna 🧬 dog 🐶
dollar 💵 dolphin 🐬 door 🚪 doughnut 🍩 droplet 💧 drum 🥁 duck 🦆 dumpling 🥟 dvd 📀
e-mail 📧 eagle 🦅 ear 👂 earth_africa 🌍 earth_americas 🌎 earth_asia 🌏 egg 🍳 eggplant 🍆
eight 8️⃣ electric_plug 🔌 elephant 🐘 email ✉️ end 🔚 envelope ✉️ es 🇪🇸 eu 🇪🇺 euro 💶
european_castle 🏰 evergreen_tree 🌲 exclamation ❗ exploding_head 🤯 expressionless 😑
eye 👁️ eyeglasses 👓 eyes 👀 face_with_head_bandage 🤕 face_with_thermometer 🤒
facepalm 🤦 facepunch 👊 factory 🏭 fallen_leaf 🍂 family 👪 fearful 😨 ferris_wheel 🎡
file_cabinet 🗄️ file_folder 📁 fire 🔥 fish 🐟 fist ✊ fist_raised ✊ five 5️⃣
flashlight 🔦 fleur_de_lis ⚜️ floppy_disk 💾 flushed 😳 football 🏈 four 4️⃣
four_leaf_clover 🍀 fox_face 🦊 fr 🇫🇷 free 🆓 fries 🍟 frog 🐸 fuelpump ⛽ full_moon 🌕
game_die 🎲 gb 🇬🇧 gear ⚙️ gem 💎 ghost 👻 gift 🎁 gift_heart 💝 giraffe 🦒 girl 👧
globe_with_meridians 🌐 goat 🐐 golf ⛳ graduation_cap 🎓 grapes 🍇 green_apple 🍏
green_book 📗 green_circle 🟢 green_heart 💚 green_square 🟩 grey_exclamation ❕
grey_question ❔ grin 😁 grinning 😀 guardsman 💂 guitar 🎸 hamburger 🍔 hammer 🔨
hammer_and_pick ⚒️ hamster 🐹 hand ✋ handshake 🤝 hankey 💩 hash #️⃣ headphones 🎧
hear_no_evil 🙉 heart ❤️ heart_exclamation ❣️ heart_eyes 😍 heart_eyes_cat 😻
heartbeat 💓 heartpulse 💗 heavy_check_mark ✔️ heavy_division_sign ➗
heavy_exclamation_mark ❗ heavy_minus_sign ➖ heavy_multiplication_x ✖️
heavy_plus_sign ➕ hedgehog 🦔 helicopter 🚁 herb 🌿 honey_pot 🍯 honeybee 🐝 horse 🐴
hospital 🏥 hot_pepper 🌶️ hotdog 🌭 hotel 🏨 hourglass ⌛ hourglass_flowing_sand ⏳
house 🏠 house_with_garden 🏡 hugs 🤗 ice_cream 🍨 icecream 🍦 id 🆔 imp 👿 inbox_tray 📥
incoming_envelope 📨 infinity ♾️ information_source ℹ️ innocent 😇 interrobang ⁉️
iphone 📱 it 🇮🇹 jack_o_lantern 🎃 jigsaw 🧩 joy 😂 joy_cat 😹 jp 🇯🇵 ke 🇰🇪 key 🔑
keyboard ⌨️ keycap_ten 🔟 kissing_heart 😘 kiwi_fruit 🥝 koala 🐨 kr 🇰🇷 lady_beetle 🐞
large_blue_circle 🔵 large_blue_diamond 🔷 laughing 😆 leaves 🍃 ledger 📒
left_right_arrow ↔️ lemon 🍋 link 🔗 lion 🦁 lips 👄 lizard 🦎 llama 🦙 lock 🔒 lollipop 🍭
loudspeaker 📢 love_letter 💌 lying_face 🤥 mag 🔍 mag_right 🔎 magnet 🧲 mailbox 📫 man 👨
maple_leaf 🍁 mask 😷 medal_sports 🏅 mega 📣 melon 🍈 memo 📝 metal 🤘 metro 🚇 microbe 🦠
microphone 🎤 microscope 🔬 milk_glass 🥛 money_mouth_face 🤑 moneybag 💰 monkey 🐒
monkey_face 🐵 monocle_face 🧐 mortar_board 🎓 motorcycle 🏍️ mountain ⛰️
mountain_bicyclist 🚵 mouse 🐭 movie_camera 🎥 moyai 🗿 muscle 💪 mushroom 🍄
musical_keyboard 🎹 musical_note 🎵 musical_score 🎼 nail_care 💅 nauseated_face 🤢
necktie 👔 negative_squared_cross_mark ❎ nerd_face 🤓 neutral_face 😐 new 🆕 new_moon 🌑
newspaper 📰 ng 🆖 nine 9️⃣ no_bell 🔕 no_entry ⛔ no_entry_sign 🚫 nose 👃 notebook 📓
notes 🎶 nut_and_bolt 🔩 o ⭕ ocean 🌊 octopus 🐙 office 🏢 ok 🆗 ok_hand 👌 older_man 👴
older_woman 👵 on 🔛 one 1️⃣ open_book 📖 open_file_folder 📂 open_hands 👐 orange_book 📙
orange_circle 🟠 orange_heart 🧡 outbox_tray 📤 owl 🦉 package 📦 page_facing_up 📄
page_with_curl 📃 pager 📟 palm_tree 🌴 pancakes 🥞 panda_face 🐼 paperclip 📎
partly_sunny ⛅ partying_face 🥳 paw_prints 🐾 peach 🍑 pear 🍐 pencil 📝 pencil2 ✏️
penguin 🐧 pensive 😔 performing_arts 🎭 petri_dish 🧫 phone ☎️ pie 🥧 pig 🐷 pill 💊
pineapple 🍍 pizza 🍕 pleading_face 🥺 point_down 👇 point_left 👈 point_right 👉
point_up ☝️ point_up_2 👆 poop 💩 popcorn 🍿 potato 🥔 pound 💷 pray 🙏 princess 👸
printer 🖨️ punch 👊 purple_circle 🟣 purple_heart 💜 pushpin 📌 question ❓ rabbit 🐰
radio 📻 radioactive ☢️ rage 😡 rainbow 🌈 rainbow_flag 🏳️‍🌈 raised_eyebrow 🤨
raised_hand ✋ raised_hands 🙌 raising_hand 🙋 ramen 🍜 recycle ♻️ red_circle 🔴
red_square 🟥 registered ® relaxed ☺️ revolving_hearts 💞 ribbon 🎀 rice 🍚 robot 🤖
rocket 🚀 rofl 🤣 roll_eyes 🙄 rose 🌹 round_pushpin 📍 rugby_football 🏉 running 🏃
sailboat ⛵ sake 🍶 sandwich 🥪 sauropod 🦕 saxophone 🎷 scales ⚖️ school 🏫 scientist 🧑‍🔬
scissors ✂️ scorpion 🦂 scream 😱 scroll 📜 see_no_evil 🙈 seedling 🌱 seven 7️⃣ shark 🦈
sheep 🐑 shield 🛡️ ship 🚢 shrimp 🦐 shrug 🤷 shushing_face 🤫 six 6️⃣ skull 💀 sleeping 😴
sleepy 😪 slightly_frowning_face 🙁 slightly_smiling_face 🙂 small_blue_diamond 🔹
smile 😄 smiley 😃 smiley_cat 😺 smiling_imp 😈 smirk 😏 snail 🐌 snake 🐍 sneezing_face 🤧
snowflake ❄️ snowman ☃️ sob 😭 soccer ⚽ soon 🔜 sos 🆘 spaghetti 🍝 sparkles ✨
sparkling_heart 💖 speak_no_evil 🙊 speech_balloon 💬 spider 🕷️ spiral_calendar 🗓️
squid 🦑 stadium 🏟️ star ⭐ star2 🌟 star_struck 🤩 statue_of_liberty 🗽 stew 🍲
stop_sign 🛑 stopwatch ⏱️ straight_ruler 📏 strawberry 🍓 stuck_out_tongue 😛
stuck_out_tongue_closed_eyes 😝 stuck_out_tongue_winking_eye 😜 student 🧑‍🎓
sun_with_face 🌞 sunflower 🌻 sunglasses 😎 sunny ☀️ surfer 🏄 sushi 🍣 sweat 😓
sweat_drops 💦 sweat_smile 😅 swimmer 🏊 syringe 💉 t-rex 🦖 taco 🌮 tada 🎉 tangerine 🍊
taxi 🚕 tea 🍵 teacher 🧑‍🏫 technologist 🧑‍💻 teddy_bear 🧸 telephone ☎️
telephone_receiver 📞 telescope 🔭 tennis 🎾 tent ⛺ test_tube 🧪 thermometer 🌡️
thinking 🤔 thought_balloon 💭 three 3️⃣ thumbsdown 👎 thumbsup 👍 tiger 🐯
timer_clock ⏲️ tm ™ tokyo_tower 🗼 tomato 🍅 tongue 👅 toolbox 🧰 top 🔝 tophat 🎩
tractor 🚜 traffic_light 🚥 train 🚋 train2 🚆 tram 🚊 triangular_flag_on_post 🚩
triangular_ruler 📐 trident 🔱 trophy 🏆 tropical_fish 🐠 truck 🚚 trumpet 🎺 tulip 🌷
turtle 🐢 tv 📺 two 2️⃣ two_hearts 💕 uk 🇬🇧 umbrella ☂️ unamused 😒 unicorn 🦄 unlock 🔓
up 🆙 upside_down_face 🙃 us 🇺🇸 v ✌️ vertical_traffic_light 🚦 video_camera 📹
video_game 🎮 violin 🎻 volcano 🌋 volleyball 🏐 vs 🆚 vulcan_salute 🖖 warning ⚠️ watch ⌚
watermelon 🍉 wave 👋 whale 🐳 wheelchair ♿ white_check_mark ✅ white_circle ⚪
white_flag 🏳️ white_heart 🤍 wine_glass 🍷 wink 😉 wolf 🐺 woman 👩 world_map 🗺️
worried 😟 wrench 🔧 writing_hand ✍️ x ❌ yawning_face 🥱 yellow_circle 🟡 yellow_heart 💛
yen 💴 yum 😋 za 🇿🇦 zap ⚡ zero 0️⃣ zipper_mouth_face 🤐 zzz 💤
"""

_WORDS = _TABLE.split()
EMOJI: dict[str, str] = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
