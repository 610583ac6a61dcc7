'use client';

import './globals.css';
import { Button } from '@/components/ui/button';

/** Stands in when even the layout fails, so its words cannot come from there: both languages say the same. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="mx-auto max-w-page px-4 py-16">
        <title>Tingting</title>
        <h1 className="text-xl font-semibold">Tingting cannot be reached right now.</h1>
        <p className="mt-3 text-quiet">Nothing you sent is lost. Wait a moment, then try again.</p>
        <p lang="vi" className="mb-4 text-quiet">
          Tạm thời chưa kết nối được. Những gì bạn đã gửi vẫn còn. Đợi một chút rồi thử lại nhé.
        </p>
        <Button type="button" look="plain" onClick={retry}>
          Try again · <span lang="vi">Thử lại</span>
        </Button>
      </body>
    </html>
  );
}
