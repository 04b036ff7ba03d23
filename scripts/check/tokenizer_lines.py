"""Varied lines for comparing tokenizers: generate(n, seed, specials)"""
import random, unicodedata
WORDS="the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were her all she there would their we him been has when who will no more if out so said what up its about into than them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many off before must well back through years much where your way down should because long each just state those people too mister good very make world still see own work men day get here between both life being under three never know same last another while us might great old year come since against go came right used take states himself few house use during without again place american around however home small found mrs thought went say part once general high upon school every".split()
WORDS+=["rain","gauge","tipping","bucket","calibration","uncharacteristically","electroencephalography","Straße","naïve","café","Ångström","coöperate","résumé","São","Łódź","Dvořák","İstanbul","ΑΒΓδε","ΟΔΥΣΣΕΥΣ","Москва","ёлка","Київ","שלום","עולם","العربية","مرحبا","فارسی","हिन्दी","नमस्ते","क्षत्रिय","বাংলা","தமிழ்","ไทย","สวัสดี","ភាសាខ្មែរ","한국어","안녕하세요","日本語","こんにちは","カタカナ","ｶﾀｶﾅ","中文","漢字","你好世界","𠀀𠂊","ﬁnance","ﬂow","ｆｕｌｌ","１２３","Ⅳ","½","①","™","№","K","ſtraße","ǅ","ŉ","Tiếng","Việt","don't","I'm","we'll","they've","it's","DON'T","he'd","you're","'S","’s","rock'n'roll","e.g.","U.S.A.","3.14","1,000,000","2024-05-17","12:30","$5.00","100%","a@b.co","https://x.org/y?z=1","C++","foo_bar","snake_case_name","camelCaseName","HTTPServer","x=y+1;","{","}","[0]","()","<b>","</b>","&amp;","#tag","@user","--","---","...","…","“q”","«r»","—","–","·","•","→","≠","∑","√2","x²","H₂O"]
EMO=["😀","👍🏽","👨‍👩‍👧‍👦","🏳️‍🌈","🇩🇪","🇺🇸🇫🇷","❤️","✊🏿","🧑‍🚀","©️","™️","1️⃣","☺","\u2764\u200d\U0001F525"]
SPECIAL=["[CLS]","[SEP]","[MASK]","[UNK]","[PAD]","<s>","</s>","<unk>","<pad>","<mask>","<|endoftext|>","<EOT>","<META>","[cls]","[ mask]","<0x0A>","##ing","▁","▁the","Ġthe","Ċ"]
COMB="".join(chr(c) for c in list(range(0x300,0x370))+[0x20D0,0x20E3,0x5B0,0x5BC,0x64B,0x651,0x93C,0x94D,0x9CD,0xE31,0xE48,0x1AB0,0x1DC0,0xFE20,0x302A,0x3099,0x309A,0x1D165,0x1D16D,0x0344,0x0F73,0x0F71,0x302E])
SPACES=" \t\u00a0\u2003\u3000\u200b\u200d\u200e\u2028\u2029\u0085\x0b\x0c\x1c\x1f\ufeff\u1680\u180e\u202f\u205f\r"
RANGES=[(0x20,0x7f),(0,0x20),(0x7f,0xa0),(0xa0,0x250),(0x250,0x370),(0x370,0x530),(0x530,0x700),(0x900,0xe00),(0xe00,0x1100),(0x1100,0x1200),(0x1200,0x1800),(0x1e00,0x2000),(0x2000,0x2070),(0x2070,0x2c00),(0x2e80,0x3400),(0x3400,0x4dc0),(0x4e00,0xa000),(0xa000,0xac00),(0xac00,0xd7b0),(0xd7b0,0xd800),(0xe000,0xe100),(0xf8f0,0xfb00),(0xfb00,0xfe00),(0xfe00,0xfff0),(0xfff0,0x10000),(0x10000,0x11000),(0x11000,0x12000),(0x16000,0x17000),(0x1b000,0x1b200),(0x1d000,0x1d800),(0x1e000,0x1f000),(0x1f000,0x20000),(0x20000,0x20100),(0x2f800,0x2fa20),(0x30000,0x30010),(0xe0000,0xe0200),(0xf0000,0xf0010),(0x10fff0,0x110000)]
def ch(r,a,b):
    while True:
        c=r.randrange(a,b)
        if c!=10 and not 0xD800<=c<0xE000: return chr(c)
def piece(r):
    k=r.random()
    if k<.45: 
        w=r.choice(WORDS)
        j=r.random()
        return w if j<.7 else w.upper() if j<.78 else w.capitalize() if j<.9 else unicodedata.normalize(r.choice(["NFD","NFKD","NFC"]),w)
    if k<.5: return "".join(r.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(r.randrange(1,20)))
    if k<.55: return str(r.randrange(10**r.randrange(1,12)))
    if k<.6: return r.choice(EMO)
    if k<.65: return r.choice(SPECIAL)
    if k<.7: return r.choice("aeioucnsbAÉ中한")+"".join(r.choice(COMB) for _ in range(r.randrange(1,4)))
    if k<.8:
        a,b=r.choice(RANGES); return "".join(ch(r,a,b) for _ in range(r.randrange(1,6)))
    if k<.84: return "".join(r.choice("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") for _ in range(r.randrange(1,5)))
    if k<.88: return r.choice(SPACES)*r.randrange(1,4)
    if k<.9: return "".join(ch(r,*r.choice(RANGES)) for _ in range(r.randrange(1,8)))
    if k<.905: return r.choice("ax1é中")*r.randrange(50,300)
    if k<.93: return ch(r,0x20,0x110000)
    return r.choice(WORDS)+r.choice("-'’./_")+r.choice(WORDS)
def line(r):
    n=r.choice([0,1,1,2,3,5,8,12,20])
    seps=[" "]*12+["","","  ","   ","\t",". ",", "]
    s="".join(piece(r)+r.choice(seps) for _ in range(n))
    k=r.random()
    if k<.1: s=" "*r.randrange(1,4)+s
    elif k<.2: s=s+" "*r.randrange(1,4)
    elif k<.4: s=s.strip()
    return s.replace("\n"," ")
def generate(n,seed=1):
    r=random.Random(seed); return [line(r) for _ in range(n)]
