import { monday, type Name, sunday } from '@/scripts/screenshots/scene';

// What is said in the pictures, by whom and when. Conversations without a post are those of the demo.

export interface Said {
  at: string;
  by: Name;
  says: string;
  /** How the comment begins that this one answers. */
  to?: string;
}

export interface Conversation {
  title: string;
  post?: { at: string; by: Name; body: string };
  comments: Said[];
}

export const COFFEE = 'Where do you drink coffee when it rains?';
export const TEA = 'Trà của mình nguội nhanh quá';

/** What Hoa writes to Minh while the camera runs. */
export const LIVE = {
  to: 'And the stairs are steep, so hold on to your cup.',
  says: 'Found it this morning. The window seat was free, and it poured.',
};

export const CONVERSATIONS: Conversation[] = [
  {
    title: COFFEE,
    comments: [
      {
        at: sunday('10:20'),
        by: 'thao',
        says: 'There is a tin roof in the lane behind the cathedral. The rain is half the music.',
      },
      {
        at: sunday('10:45'),
        by: 'lan',
        to: 'There is a tin roof',
        says: 'That is exactly what I meant. Do they make egg coffee?',
      },
      {
        at: sunday('11:10'),
        by: 'thao',
        to: 'That is exactly',
        says: 'The best in the street. Ask for it less sweet.',
      },
      {
        at: monday('08:30'),
        by: 'quan',
        says: 'Whatever you choose, take an umbrella. It always starts on the way home.',
      },
      {
        at: monday('09:31'),
        by: 'hoa',
        says: '@lan bring the book you promised me, and I will keep you the window seat.',
      },
    ],
  },
  {
    title: TEA,
    post: {
      at: sunday('13:30'),
      by: 'lan',
      body: 'Ấm thủy tinh, rót xong quay đi quay lại đã nguội. Mọi người giữ trà nóng bằng cách nào?',
    },
    comments: [
      {
        at: sunday('13:52'),
        by: 'minh',
        says: 'Tráng ấm bằng nước sôi trước đã. Ấm có nóng thì trà mới lâu nguội.',
      },
      {
        at: sunday('13:58'),
        by: 'lan',
        to: 'Tráng ấm',
        says: 'Mình tráng rồi mà vẫn chỉ giữ được mười phút.',
      },
      {
        at: sunday('14:15'),
        by: 'hoa',
        to: 'Mình tráng rồi',
        says: 'Vậy là tại thủy tinh. Ấm đất dày hơn, giữ nóng lâu hơn nhiều.',
      },
      {
        at: sunday('15:40'),
        by: 'thao',
        says: 'Bà mình may cho cái ấm một chiếc áo bông. Trông buồn cười mà hiệu quả lắm.',
      },
      { at: sunday('15:44'), by: 'lan', to: 'Bà mình may', says: 'Cho mình xin tấm ảnh nhé!' },
      {
        at: monday('09:12'),
        by: 'thao',
        to: 'Cho mình xin',
        says: 'Tối về mình chụp rồi gửi. Áo bông hình con mèo.',
      },
    ],
  },
  {
    title: 'One book to give to a friend who stopped reading',
    comments: [
      {
        at: monday('08:05'),
        by: 'minh',
        to: 'The Old Man and the Sea',
        says: 'I read it on one train ride and missed my stop.',
      },
    ],
  },
  {
    title: 'Which bus goes to the pottery village?',
    post: {
      at: sunday('18:20'),
      by: 'quan',
      body: 'There are four of us on Saturday, one of them six years old and very keen on clay.',
    },
    comments: [
      {
        at: sunday('18:34'),
        by: 'hoa',
        says: 'The 47A from Long Biên, all the way to the last stop. Sit on the right for the river.',
      },
      {
        at: sunday('19:02'),
        by: 'thao',
        says: 'Go to the back lanes first. The shops by the gate are the dear ones.',
      },
      {
        at: sunday('19:10'),
        by: 'quan',
        to: 'Go to the back lanes',
        says: 'The six-year-old says thank you, and asks whether there are pots with dragons.',
      },
    ],
  },
  {
    title: 'How do you keep bread fresh in this weather?',
    post: {
      at: sunday('20:10'),
      by: 'minh',
      body: 'By evening the crust is a sponge. Paper, cloth, tin: I have tried all three.',
    },
    comments: [
      {
        at: sunday('20:31'),
        by: 'hoa',
        says: 'Buy half as much, twice as often. The baker will be glad to see you.',
      },
    ],
  },
  {
    title: 'Sáng thứ Bảy có ai chạy một vòng Hồ Tây không?',
    post: {
      at: monday('06:30'),
      by: 'thao',
      body: 'Mình chạy chậm, dừng chụp ảnh, cuối vòng ăn phở. Hẹn sáu giờ ở đầu đường Thanh Niên.',
    },
    comments: [
      {
        at: monday('06:48'),
        by: 'minh',
        says: 'Mình đi! Chạy chậm thì mình theo kịp, ăn phở thì mình dẫn đầu.',
      },
      { at: monday('06:55'), by: 'quan', says: 'Cho mình tham gia riêng đoạn ăn phở được không?' },
    ],
  },
  {
    title: 'The jasmine on my balcony has its first bud',
    post: {
      at: monday('07:05'),
      by: 'hoa',
      body: 'Three years of nothing, and this morning there it was. How much water from here on?',
    },
    comments: [
      {
        at: monday('07:24'),
        by: 'lan',
        says: 'A cup in the evening, and none while the soil is still dark. Congratulations!',
      },
    ],
  },
  {
    title: 'Found: a grey umbrella on the 47A',
    post: {
      at: monday('08:50'),
      by: 'quan',
      body: 'By the back door, wooden handle, much loved. It is drying at my place.',
    },
    comments: [],
  },
];
