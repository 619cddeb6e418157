#include "gif.h"

#include <map>
#include <utility>

namespace vidimus::samples {

namespace {

constexpr unsigned kClear = 256;
constexpr unsigned kEnd = 257;

class BitWriter {
public:
    void put(unsigned code, int bits)
    {
        m_pending |= code << m_count;
        for (m_count += bits; m_count >= 8; m_count -= 8, m_pending >>= 8)
            m_bytes.append(static_cast<char>(m_pending & 0xFFu));
    }
    QByteArray finish()
    {
        if (m_count > 0)
            m_bytes.append(static_cast<char>(m_pending & 0xFFu));
        return m_bytes;
    }

private:
    QByteArray m_bytes;
    unsigned m_pending = 0;
    int m_count = 0;
};

/// LZW as GIF wants it: codes grow from 9 bits to 12, then the table starts anew.
QByteArray compressed(const QByteArray& indices)
{
    BitWriter out;
    std::map<std::pair<unsigned, unsigned>, unsigned> table;
    unsigned next = kEnd + 1;
    int bits = 9;
    out.put(kClear, bits);
    unsigned prefix = static_cast<unsigned char>(indices[0]);
    for (qsizetype i = 1; i < indices.size(); ++i) {
        const unsigned value = static_cast<unsigned char>(indices[i]);
        const auto known = table.find({prefix, value});
        if (known != table.end()) {
            prefix = known->second;
            continue;
        }
        out.put(prefix, bits);
        table[{prefix, value}] = next++;
        if (next == (1u << bits) + 1 && bits < 12)
            ++bits;
        if (next == 4095) {
            out.put(kClear, bits);
            table.clear();
            next = kEnd + 1;
            bits = 9;
        }
        prefix = value;
    }
    out.put(prefix, bits);
    out.put(kEnd, bits);
    return out.finish();
}

void appendNumber(QByteArray& bytes, int value)
{
    bytes.append(static_cast<char>(value & 0xFF));
    bytes.append(static_cast<char>(value >> 8 & 0xFF));
}

} // namespace

QByteArray gif(const std::vector<QImage>& frames, int hundredths)
{
    std::map<QRgb, int> palette;
    for (const QImage& frame : frames)
        for (int y = 0; y < frame.height(); ++y)
            for (int x = 0; x < frame.width(); ++x)
                palette.emplace(frame.pixel(x, y), 0);
    int index = 0;
    for (auto& [colour, place] : palette)
        place = index++;
    if (index > 256)
        return {};

    const QSize size = frames.front().size();
    QByteArray bytes("GIF89a");
    appendNumber(bytes, size.width());
    appendNumber(bytes, size.height());
    bytes.append(QByteArray::fromHex("f70000")); // one palette of 256 for all frames
    for (const auto& [colour, place] : palette) {
        bytes.append(static_cast<char>(qRed(colour)));
        bytes.append(static_cast<char>(qGreen(colour)));
        bytes.append(static_cast<char>(qBlue(colour)));
    }
    bytes.append((256 - index) * 3, '\0');
    bytes.append(QByteArray::fromHex("21ff0b")).append("NETSCAPE2.0").append(QByteArray::fromHex("0301000000"));
    for (const QImage& frame : frames) {
        bytes.append(QByteArray::fromHex("21f904"));
        bytes.append('\0');
        appendNumber(bytes, hundredths);
        bytes.append(QByteArray::fromHex("0000"));
        bytes.append(QByteArray::fromHex("2c00000000"));
        appendNumber(bytes, size.width());
        appendNumber(bytes, size.height());
        bytes.append(QByteArray::fromHex("0008"));
        QByteArray indices;
        for (int y = 0; y < size.height(); ++y)
            for (int x = 0; x < size.width(); ++x)
                indices.append(static_cast<char>(palette[frame.pixel(x, y)]));
        const QByteArray data = compressed(indices);
        for (qsizetype at = 0; at < data.size(); at += 255) {
            const QByteArray block = data.mid(at, 255);
            bytes.append(static_cast<char>(block.size())).append(block);
        }
        bytes.append('\0');
    }
    bytes.append(';');
    return bytes;
}

} // namespace vidimus::samples
