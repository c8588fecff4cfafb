resource "aws_ec2_transit_gateway_vpc_attachment" "own_office" {
  transit_gateway_id = "tgw-0123456789abcdef0"
  vpc_id             = aws_vpc.this.id
  subnet_ids         = [aws_subnet.private-a.id, aws_subnet.private-b.id, aws_subnet.private-c.id]
}

resource "aws_route" "own_office" {
  for_each = {
    isolated = aws_route_table.isolated.id
    a        = aws_route_table.private-a.id
    b        = aws_route_table.private-b.id
    c        = aws_route_table.private-c.id
  }
  route_table_id         = each.value
  destination_cidr_block = "192.168.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway_vpc_attachment.own_office.transit_gateway_id
}
