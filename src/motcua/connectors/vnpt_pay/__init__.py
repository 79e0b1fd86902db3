"""VNPT Pay, the wallet and QR gateway behind the port `Gateway` of payments."""
